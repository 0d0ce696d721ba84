import { Client } from 'pg'

/** What global-setup stored in the environment. Throws outside the integration and e2e projects. */
export function testSetting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: does this test belong to the integration or e2e project?`)
  return value
}

const URLS = {
  /** Serves: row-level security applies. */
  app: 'DATABASE_URL',
  /** Migrates: row-level security applies too (FORCE). */
  owner: 'MIGRATION_DATABASE_URL',
  /** Sees everything; for checks from the outside only. */
  superuser: 'TEST_SUPERUSER_URL',
} as const

/** Runs `work` with a plain connection as the given role, without the product's tenancy checks. */
export async function withClient<T>(
  role: keyof typeof URLS,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: testSetting(URLS[role]) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { testSetting, withClient } from './postgres'

export interface ScratchDatabase {
  ownerUrl: string
  superuserUrl: string
  /** Runs `work` on a connection as the superuser. */
  use<T>(work: (client: Client) => Promise<T>): Promise<T>
  drop(): Promise<void>
}

/** An empty database of the test in the run's cluster, with the product's roles. */
export async function createScratchDatabase(): Promise<ScratchDatabase> {
  const name = `scratch_${randomBytes(6).toString('hex')}`
  const urlIn = (setting: string) => Object.assign(new URL(testSetting(setting)), { pathname: name }).href
  await withClient('superuser', (client) => client.query(`create database ${name} owner sentinel_owner`))
  const superuserUrl = urlIn('TEST_SUPERUSER_URL')
  return {
    ownerUrl: urlIn('MIGRATION_DATABASE_URL'),
    superuserUrl,
    use: (work) => withUrl(superuserUrl, work),
    drop: () =>
      withClient(
        'superuser',
        async (client) => void (await client.query(`drop database ${name} with (force)`)),
      ),
  }
}

/** Runs `work` on a connection of its own. */
export async function withUrl<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

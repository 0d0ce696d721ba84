/**
 * Gives stored ids, lists and states their canonical form, once per tenant. `npm run db:migrate` does it as well; after a
 * rolling upgrade, --again true repeats it for rows that the last server of the earlier release wrote. Needs the
 * environment of the server and MIGRATION_DATABASE_URL.
 */
import { Client } from 'pg'
import { z } from 'zod'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { canonicalizeTenant, type Canonicalized } from './data/identities/canonicalize-tenant'
import { listTenants } from './operator/list-tenants'
import { readArguments } from './operator/read-arguments'
import { runCommand } from './operator/run-command'

const USAGE = 'Usage: npm run data:canonicalize [-- --tenant my-bank --again true]'

const canonicalizeArguments = z.strictObject({
  tenant: tenantSlugSchema.optional(),
  again: z.enum(['true', 'false']).optional(),
})

/** One line per tenant that was changed. */
export async function canonicalizeData(ownerUrl: string, slug?: string, again = false): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'app-owner' })
  await client.connect()
  try {
    const tenants = await listTenants(client, slug)
    if (slug !== undefined && tenants.length === 0) throw new Error(`There is no institution ${slug}.`)
    const lines: string[] = []
    for (const tenant of tenants) {
      const done = await canonicalizeTenant(client, tenant.id, again)
      if (done) lines.push(`${tenant.slug}: ${inWords(done)}`)
    }
    return lines
  } finally {
    await client.end()
  }
}

const inWords = (done: Canonicalized): string =>
  Object.entries(done)
    .map(([name, count]) => `${count} ${name.replaceAll('_', ' ')}`)
    .join(', ')

async function main(ownerUrl: string, args: string[]): Promise<string> {
  const { tenant, again } = readArguments(canonicalizeArguments, args, USAGE)
  const lines = await canonicalizeData(ownerUrl, tenant, again === 'true')
  return lines.length > 0
    ? lines.join('\n')
    : 'All stored ids have their canonical form, where they have one.'
}

if (require.main === module) void runCommand(main)

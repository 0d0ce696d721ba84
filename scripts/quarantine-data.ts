/**
 * Takes the transactions that data:check names out of lists, figures and states. They stay stored and readable by id. Scoring
 * of the same entities waits meanwhile. Needs the environment of the server and MIGRATION_DATABASE_URL.
 */
import { Client } from 'pg'
import { z } from 'zod'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { inTenant } from './data/bad-rows'
import { quarantineSome } from './data/quarantine'
import { listTenants } from './operator/list-tenants'
import { readArguments } from './operator/read-arguments'
import { runCommand } from './operator/run-command'

const USAGE = 'Usage: npm run data:quarantine -- --tenant my-bank'

const quarantineArguments = z.strictObject({ tenant: tenantSlugSchema })

export async function quarantineData(ownerUrl: string, args: string[]): Promise<string> {
  const { tenant: slug } = readArguments(quarantineArguments, args, USAGE)
  const client = new Client({ connectionString: ownerUrl, application_name: 'app-owner' })
  await client.connect()
  try {
    const [tenant] = await listTenants(client, slug)
    if (!tenant) throw new Error(`There is no institution ${slug}.`)
    let total = 0
    for (let rows = -1; rows !== 0; total += rows)
      rows = await inTenant(client, tenant.id, () => quarantineSome(client, tenant.id))
    return `${slug}: ${total} transactions are in quarantine now.`
  } finally {
    await client.end()
  }
}

if (require.main === module) void runCommand(quarantineData)

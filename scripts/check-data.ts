/**
 * Names stored transactions whose time is out of bounds, and stored ids that are not canonical, per tenant. Changes nothing; exits with 1 where it finds one. Needs
 * the environment of the server and MIGRATION_DATABASE_URL.
 */
import { Client } from 'pg'
import { z } from 'zod'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { badRows, countBadRows, inTenant } from './data/bad-rows'
import { describeIdentities } from './data/identities/bad-identities'
import { listTenants } from './operator/list-tenants'
import { readArguments } from './operator/read-arguments'
import { runCommand } from './operator/run-command'

const USAGE = 'Usage: npm run data:check [-- --tenant my-bank]'
const NAMED_IDS = 5

const checkArguments = z.strictObject({ tenant: tenantSlugSchema.optional() })

/** @throws Error that names the bad rows: per institution their number by reason and the first ids */
export async function checkData(ownerUrl: string, args: string[]): Promise<string> {
  const { tenant: slug } = readArguments(checkArguments, args, USAGE)
  const client = new Client({ connectionString: ownerUrl, application_name: 'app-owner' })
  await client.connect()
  try {
    const tenants = await listTenants(client, slug)
    if (slug !== undefined && tenants.length === 0) throw new Error(`There is no institution ${slug}.`)
    const found: string[] = []
    const identities: string[] = []
    for (const tenant of tenants) {
      const words = await inTenant(client, tenant.id, () => describe(client, tenant.id))
      if (words !== null) found.push(`${tenant.slug}: ${words}`)
      const others = await inTenant(client, tenant.id, () => describeIdentities(client, tenant.id))
      identities.push(...others.map((text) => `${tenant.slug}: ${text}`))
    }
    const problems: string[] = []
    if (found.length > 0)
      problems.push(
        `Some stored times are out of bounds.\n  ${found.join('\n  ')}\n  Next: npm run data:quarantine`,
      )
    if (identities.length > 0)
      problems.push(
        `Some stored ids have no canonical form or another spelling.\n  ${identities.join('\n  ')}`,
      )
    if (problems.length > 0) throw new Error(problems.join('\n'))
    return 'Every stored time is within bounds, and every stored id has its canonical form.'
  } finally {
    await client.end()
  }
}

async function describe(client: Client, tenantId: string): Promise<string | null> {
  const counts = await countBadRows(client, tenantId)
  if (counts.size === 0) return null
  const first = await badRows(client, tenantId, NAMED_IDS)
  const numbers = [...counts].map(([reason, n]) => `${n} ${reason}`).join(', ')
  return `${numbers}; first ids ${first.map(({ id }) => id).join(', ')}`
}

if (require.main === module) void runCommand(checkData)

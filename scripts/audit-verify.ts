/**
 * Verifies the audit log: recomputes the chain of every tenant, or of one, from its rows and names the first row that
 * does not match. Needs the environment of the server and MIGRATION_DATABASE_URL.
 */
import { Client } from 'pg'
import { z } from 'zod'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { sealTenant } from '@/lib/platform/db/seal'
import { type Verdict, verifyTenant } from './audit/verify-tenant'
import { listTenants } from './operator/list-tenants'
import { readArguments } from './operator/read-arguments'
import { runCommand } from './operator/run-command'

const USAGE = 'Usage: npm run audit:verify [-- --tenant my-bank [--head HASH]]'

const verifyArguments = z.strictObject({
  tenant: tenantSlugSchema.optional(),
  head: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
    .optional(),
})

/** @throws Error that names every institution whose audit log does not match, with the first such row */
export async function verifyAudit(ownerUrl: string, args: string[]): Promise<string> {
  const { tenant: slug, head } = readArguments(verifyArguments, args, USAGE)
  if (head !== undefined && slug === undefined) throw new Error(`--head needs --tenant\n\n${USAGE}`)
  const client = new Client({ connectionString: ownerUrl, application_name: 'app-owner' })
  await client.connect()
  try {
    const tenants = await listTenants(client, slug)
    if (slug !== undefined && tenants.length === 0) throw new Error(`There is no institution ${slug}.`)
    const lines: string[] = []
    let broken = false
    for (const tenant of tenants) {
      const verdict = await verifyAlone(client, tenant.id, head)
      broken ||= !verdict.whole
      lines.push(`${tenant.slug}: ${wordsOf(verdict)}`)
    }
    if (broken) throw new Error(`The audit log was changed.\n  ${lines.join('\n  ')}`)
    return lines.join('\n') || 'There is no institution yet.'
  } finally {
    await client.end()
  }
}

/** In the tenant's context, on one snapshot of the data. */
async function verifyAlone(client: Client, tenantId: string, head?: string): Promise<Verdict> {
  await client.query('begin transaction isolation level repeatable read read only')
  try {
    await client.query("select set_config('app.ctx', $1, true)", [sealTenant(tenantId)])
    return await verifyTenant(client, tenantId, head)
  } finally {
    await client.query('rollback')
  }
}

function wordsOf(verdict: Verdict): string {
  if (verdict.whole) return `whole, ${verdict.position} links, head ${verdict.hash}`
  const { seq, position, what } = verdict
  return `BROKEN at row ${seq ?? '(none)'}${position === null ? '' : `, link ${position}`}: ${what}`
}

if (require.main === module) void runCommand(verifyAudit)

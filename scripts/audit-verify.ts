/**
 * Verifies the audit log and the seals: recomputes the chain of every tenant, or of one, and the hashes of all sealed rows,
 * compares rows that change by design with their states in the audit log, and names what does not match. Needs the environment of the server and MIGRATION_DATABASE_URL.
 */
import { Client } from 'pg'
import { z } from 'zod'
import { PIN_SETTINGS } from '@/lib/access/audit/seals/row-sql'
import { SEALED_TABLES } from '@/lib/access/audit/seals/sealed-tables'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { sealTenant } from '@/lib/platform/db/seal'
import { type SealVerdict, verifySeals } from './audit/verify-seals'
import { verifyRecorded } from './audit/verify-recorded'
import { type Verdict, verifyTenant } from './audit/verify-tenant'
import { listTenants, type NamedTenant } from './operator/list-tenants'
import { readArguments } from './operator/read-arguments'
import { runCommand } from './operator/run-command'

const USAGE =
  'Usage: npm run audit:verify [-- --tenant my-bank [--anchor HASH] [--since 2026-11-30T00:00:00Z]]'

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')

const verifyArguments = z.strictObject({
  tenant: tenantSlugSchema.optional(),
  anchor: hash.optional(),
  /** The former name of --anchor. */
  head: hash.optional(),
  since: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], 'must be a date or a time with a zone')
    .transform((text) => new Date(text))
    .optional(),
})

export interface VerifyOptions {
  /** The hash of a link that must still be in the chain. */
  anchor?: string | undefined
  since?: Date | undefined
  now: Date
}

/**
 * @param now the time that ages of rows are judged by
 * @throws Error that names every institution with a row that does not match, and such rows
 */
export async function verifyAudit(ownerUrl: string, args: string[], now = new Date()): Promise<string> {
  const { tenant: slug, head, anchor = head, since } = readArguments(verifyArguments, args, USAGE)
  if (anchor !== undefined && slug === undefined) throw new Error(`--anchor needs --tenant\n\n${USAGE}`)
  const client = new Client({ connectionString: ownerUrl, application_name: 'app-owner' })
  await client.connect()
  try {
    const tenants = await listTenants(client, slug)
    if (slug !== undefined && tenants.length === 0) throw new Error(`There is no institution ${slug}.`)
    const lines: string[] = []
    for (const tenant of tenants) lines.push(...(await verifyAlone(client, tenant, { anchor, since, now })))
    if (lines.some(isBroken))
      throw new Error(`The audit log or a sealed row was changed.\n  ${lines.join('\n  ')}`)
    return lines.join('\n') || 'There is no institution yet.'
  } finally {
    await client.end()
  }
}

/** In the tenant's context, on one snapshot of the data. */
async function verifyAlone(client: Client, tenant: NamedTenant, options: VerifyOptions): Promise<string[]> {
  await client.query('begin transaction isolation level repeatable read read only')
  try {
    await client.query("select set_config('app.ctx', $1, true)", [sealTenant(tenant.id)])
    return await verifyInstitution(client, tenant, options)
  } finally {
    await client.query('rollback')
  }
}

/** What the command says of one tenant, in the transaction of the connection. */
export async function verifyInstitution(
  client: Client,
  { id, slug }: NamedTenant,
  { anchor, ...options }: VerifyOptions,
): Promise<string[]> {
  await client.query("set local time zone 'UTC'")
  await client.query(PIN_SETTINGS)
  const chain = await verifyTenant(client, id, anchor)
  const seals = await verifySeals(client, id, options)
  const recorded = await verifyRecorded(client, id, seals.findings)
  const wrong = [...brokenLink(chain), ...seals.findings.lines()]
  if (chain.whole && wrong.length === 0)
    return [`${slug}: ${wholeWords(chain, seals)}; ${recordedWords(recorded)}`]
  return wrong.map((words) => `${slug}: ${BROKEN} ${words}`)
}

const BROKEN = 'BROKEN'
const isBroken = (line: string) => line.includes(`: ${BROKEN} `)

function brokenLink(verdict: Verdict): string[] {
  if (verdict.whole) return []
  const { seq, position, what } = verdict
  return [`at row ${seq ?? '(none)'}${position === null ? '' : `, link ${position}`}: ${what}`]
}

function wholeWords(
  chain: Verdict & { whole: true },
  { seals, rows, canonicalized, waiting }: SealVerdict,
): string {
  const counts = SEALED_TABLES.flatMap(({ name }) => (rows[name] ? [`${rows[name]} ${name}`] : []))
  if (canonicalized > 0) counts.push(`${canonicalized} transactions with texts made canonical since`)
  const sealed = [`${seals} seals`, ...counts, `${waiting} rows not due yet`].join(', ')
  return `whole, ${chain.position} links, head ${chain.hash}; ${sealed}`
}

const recordedWords = (counts: Record<string, number>): string =>
  `as recorded: ${Object.entries(counts)
    .map(([table, count]) => `${count} ${table}`)
    .join(', ')}`

if (require.main === module) void runCommand(verifyAudit)

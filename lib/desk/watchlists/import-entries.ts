import { type AuditEvent, writeAudits } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { type ImportedEntry, parseImport, type ParsedRow } from './parse-import'
import { type EntryRow, stateOf, subjectOf } from './record'
import type { ImportResponse, ImportedRow } from './schema'

type Standing = Pick<EntryRow, 'id' | 'kind' | 'accountId' | 'listType' | 'reason' | 'expiresAt'>

/** The trail names every entry of an import, so many to a row: thousands of links would hold up other writers. */
const ENTRIES_PER_EVENT = 250

/**
 * Puts the rows of a CSV on the lists: good rows are kept, all in one transaction, bad ones are told with their line.
 * A dry run changes nothing and answers the same.
 * @throws AppError invalid-request where the file as a whole cannot be read
 */
export async function importEntries(
  ctx: Context,
  csv: string | Uint8Array,
  { dryRun }: { dryRun: boolean },
): Promise<ImportResponse> {
  authorize(ctx, 'watchlist:write')
  const createdBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const now = new Date()
  const rows = parseImport(csv, now)
  return withTenant({ tenantId }, async (tx) => {
    const entries = rows.flatMap(({ entry }) => entry ?? [])
    const standing = await readStanding(tx, tenantId, entries)
    const isExpired = ({ expiresAt }: Standing) => expiresAt !== null && expiresAt <= now
    const inForce = new Map(standing.filter((row) => !isExpired(row)).map((row) => [keyOf(row), row]))
    const wanted = entries.filter((entry) => !inForce.has(keyOf({ ...entry, accountId: entry.id })))
    let added: ReadonlySet<string> | null = null
    if (!dryRun && wanted.length > 0) {
      const isWanted = new Set(wanted.map((entry) => keyOf({ ...entry, accountId: entry.id })))
      await dropExpired(
        tx,
        ctx,
        standing.filter((row) => isExpired(row) && isWanted.has(keyOf(row))),
      )
      added = await insert(tx, ctx, createdBy, wanted)
    }
    return summarise(
      dryRun,
      rows.map((row) => resultOf(row, inForce, added)),
    )
  })
}

const keyOf = ({ kind, accountId }: Pick<Standing, 'kind' | 'accountId'>): string => `${kind}\n${accountId}`

/** The entries that exist for what the file names; locked, so that nobody removes them while they are looked at. */
const readStanding = (
  tx: TenantClient,
  tenantId: string,
  entries: readonly ImportedEntry[],
): Promise<Standing[]> =>
  tx.$queryRaw<Standing[]>`
    select w.id, w.kind, w.account_id as "accountId", w.list_type as "listType", w.reason, w.expires_at as "expiresAt"
      from watchlist_entries w
      join unnest(${entries.map(({ kind }) => kind)}::text[], ${entries.map(({ id }) => id)}::text[]) asked (kind, id)
        on w.kind = asked.kind and w.account_id = asked.id
     where w.tenant_id = ${tenantId}::uuid
     order by w.id for update of w`

async function dropExpired(tx: TenantClient, ctx: Context, expired: readonly Standing[]): Promise<void> {
  if (expired.length === 0) return
  const ids = expired.map(({ id }) => id)
  await tx.watchlistEntry.deleteMany({ where: { tenantId: ctx.tenant.id, id: { in: ids } } })
  const events = expired.map((row): AuditEvent => ({
    ...subjectOf(row),
    action: 'watchlist.expired',
    before: stateOf(row),
  }))
  await writeAudits(tx, ctx, events)
}

/** The keys of what was added; what somebody else added in the same moment is not among them. */
async function insert(
  tx: TenantClient,
  ctx: Context,
  createdBy: string,
  entries: readonly ImportedEntry[],
): Promise<ReadonlySet<string>> {
  const tenantId = ctx.tenant.id
  const rows = await tx.watchlistEntry.createManyAndReturn({
    data: entries.map(({ kind, id, list, reason, expiresAt }) => ({
      tenantId,
      id: newId(),
      createdBy,
      kind,
      accountId: id,
      listType: list,
      reason,
      expiresAt,
      ...(ctx.at && { createdAt: ctx.at }),
    })),
    skipDuplicates: true,
  })
  const parts = Array.from({ length: Math.ceil(rows.length / ENTRIES_PER_EVENT) }, (_, i) =>
    rows.slice(i * ENTRIES_PER_EVENT, (i + 1) * ENTRIES_PER_EVENT),
  )
  const events = parts.map((part): AuditEvent => ({
    action: 'watchlist.imported',
    objectKind: 'watchlist',
    after: { entries: part.map((row) => ({ id: row.id, ...stateOf(row) })) },
  }))
  await writeAudits(tx, ctx, events)
  if (rows[0])
    await announce(tx, tenantId, { kind: 'watchlists.changed', payload: { entityId: rows[0].accountId } })
  return new Set(rows.map(keyOf))
}

function resultOf(
  { line, kind, id, list, entry, rejection }: ParsedRow,
  inForce: ReadonlyMap<string, Standing>,
  added: ReadonlySet<string> | null,
): ImportedRow {
  const row = { line, kind, id, list }
  if (!entry) return { ...row, result: 'refused', reason: rejection }
  const key = keyOf({ kind: entry.kind, accountId: entry.id })
  const standing = inForce.get(key)
  if (standing?.listType === entry.list) return { ...row, result: 'duplicate', reason: null }
  if (standing) return { ...row, result: 'refused', reason: `is on the ${standing.listType} list already` }
  if (added && !added.has(key)) {
    return { ...row, result: 'refused', reason: 'was put on a list in the same moment' }
  }
  return { ...row, result: 'accepted', reason: null }
}

function summarise(dryRun: boolean, rows: ImportedRow[]): ImportResponse {
  const count = (result: ImportedRow['result']) => rows.filter((row) => row.result === result).length
  return {
    dry_run: dryRun,
    accepted: count('accepted'),
    duplicates: count('duplicate'),
    refused: count('refused'),
    rows,
  }
}

import { type AuditEvent, writeAudits } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { type ImportedEntry, parseImport, type ParsedRow } from './parse-import'
import { type AuditedRow, auditState, entryEvent } from './present'
import type { ImportResponse, ImportedRow } from './schema'

/** One audit event names this many entries of an import: thousands of events would delay other writers. */
const ENTRIES_PER_EVENT = 250

/**
 * Adds the rows of a CSV to the lists: valid rows in one transaction, rejected rows are reported with their line. A dry
 * run changes nothing and returns the same response.
 * @throws AppError invalid-request or invalid-text where the file as a whole cannot be read
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
  const rows = parseImport(ctx.tenant, csv, now)
  return withTenant({ tenantId }, async (tx) => {
    const entries = rows.flatMap(({ entry }) => entry ?? [])
    const existing = await lockExisting(tx, tenantId, entries)
    const isExpired = ({ expiresAt }: AuditedRow) => expiresAt !== null && expiresAt <= now
    const active = new Map(existing.filter((row) => !isExpired(row)).map((row) => [keyOf(row), row]))
    const wanted = entries.filter(({ kind, id }) => !active.has(keyOf({ kind, accountId: id })))
    let added: ReadonlySet<string> | null = null
    if (!dryRun && wanted.length > 0) {
      const replaced = new Set(wanted.map(({ kind, id }) => keyOf({ kind, accountId: id })))
      await removeExpired(
        tx,
        ctx,
        existing.filter((row) => isExpired(row) && replaced.has(keyOf(row))),
      )
      added = await insert(tx, ctx, createdBy, wanted)
    }
    return summarize(
      dryRun,
      rows.map((row) => resultOf(row, active, added)),
    )
  })
}

const keyOf = ({ kind, accountId }: Pick<AuditedRow, 'kind' | 'accountId'>): string => `${kind}\n${accountId}`

/** The existing entries of the entities in the file, locked so that no other transaction removes them. */
const lockExisting = (
  tx: TenantClient,
  tenantId: string,
  entries: readonly ImportedEntry[],
): Promise<AuditedRow[]> =>
  tx.$queryRaw<AuditedRow[]>`
    select w.id, w.kind, w.account_id as "accountId", w.list_type as "listType", w.reason, w.expires_at as "expiresAt"
      from watchlist_entries w
      join unnest(${entries.map(({ kind }) => kind)}::text[], ${entries.map(({ id }) => id)}::text[]) asked (kind, id)
        on w.kind = asked.kind and w.account_id = asked.id
     where w.tenant_id = ${tenantId}::uuid
     order by w.id for update of w`

async function removeExpired(tx: TenantClient, ctx: Context, expired: readonly AuditedRow[]): Promise<void> {
  if (expired.length === 0) return
  const ids = expired.map(({ id }) => id)
  await tx.watchlistEntry.deleteMany({ where: { tenantId: ctx.tenant.id, id: { in: ids } } })
  await writeAudits(
    tx,
    ctx,
    expired.map((row) => entryEvent('watchlist.expired', { before: row })),
  )
}

/** The keys of the added entries, without those that another transaction added meanwhile. */
async function insert(
  tx: TenantClient,
  ctx: Context,
  createdBy: string,
  entries: readonly ImportedEntry[],
): Promise<ReadonlySet<string>> {
  const tenantId = ctx.tenant.id
  // One statement over arrays: Prisma compiles thousands of rows for seconds, while the transaction stays idle.
  const rows = await tx.$queryRaw<AuditedRow[]>`
    insert into watchlist_entries
           (tenant_id, id, created_by, created_at, kind, account_id, received, list_type, reason, expires_at)
    select ${tenantId}::uuid, entry.id, ${createdBy}::uuid, coalesce(${ctx.at ?? null}::timestamptz, now()),
           entry.kind, entry.account_id, entry.received, entry.list_type, entry.reason, entry.expires_at
      from unnest(${entries.map(() => newId())}::uuid[], ${entries.map(({ kind }) => kind)}::text[],
                  ${entries.map(({ id }) => id)}::text[], ${entries.map(({ received }) => received)}::text[],
                  ${entries.map(({ list }) => list)}::text[],
                  ${entries.map(({ reason }) => reason)}::text[],
                  ${entries.map(({ expiresAt }) => expiresAt?.toISOString() ?? null)}::timestamptz[])
           entry (id, kind, account_id, received, list_type, reason, expires_at)
    on conflict do nothing
    returning id, kind, account_id as "accountId", list_type as "listType", reason, expires_at as "expiresAt"`
  const parts = Array.from({ length: Math.ceil(rows.length / ENTRIES_PER_EVENT) }, (_, i) =>
    rows.slice(i * ENTRIES_PER_EVENT, (i + 1) * ENTRIES_PER_EVENT),
  )
  const events = parts.map((part): AuditEvent => ({
    action: 'watchlist.imported',
    objectKind: 'watchlist',
    after: { entries: part.map((row) => ({ id: row.id, ...auditState(row) })) },
  }))
  await writeAudits(tx, ctx, events)
  if (rows[0])
    await announce(tx, tenantId, { kind: 'watchlists.changed', payload: { entityId: rows[0].accountId } })
  return new Set(rows.map(keyOf))
}

function resultOf(
  { line, kind, id, list, entry, rejection }: ParsedRow,
  active: ReadonlyMap<string, AuditedRow>,
  added: ReadonlySet<string> | null,
): ImportedRow {
  const row = { line, kind, id, list }
  if (!entry) return { ...row, result: 'refused', reason: rejection }
  const key = keyOf({ kind: entry.kind, accountId: entry.id })
  const existing = active.get(key)
  if (existing?.listType === entry.list) return { ...row, result: 'duplicate', reason: null }
  if (existing) return { ...row, result: 'refused', reason: `is already on the ${existing.listType} list` }
  if (added && !added.has(key)) {
    return { ...row, result: 'refused', reason: 'was added to a list at the same time' }
  }
  return { ...row, result: 'accepted', reason: null }
}

function summarize(dryRun: boolean, rows: ImportedRow[]): ImportResponse {
  const count = (result: ImportedRow['result']) => rows.filter((row) => row.result === result).length
  return {
    dry_run: dryRun,
    accepted: count('accepted'),
    duplicates: count('duplicate'),
    refused: count('refused'),
    rows,
  }
}

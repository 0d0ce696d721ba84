import { type AuditContext, type AuditEvent, writeAudits } from '@/lib/access/audit'
import { announce } from '@/lib/messaging/live'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { type AuditedRow, auditState, entryEvent } from './entry-event'

/** One audit event names this many entries: thousands of events would delay other writers. */
const ENTRIES_PER_EVENT = 250

/** An entry to add. Its id is canonical. */
export interface NewEntry {
  kind: string
  id: string
  /** The id as written, where it differs from the canonical one. */
  received: string | null
  list: string
  reason: string | null
  expiresAt: Date | null
}

type Key = Pick<NewEntry, 'kind' | 'id'>

export const keyOf = ({ kind, id }: Key): string => `${kind}\n${id}`
const rowKey = ({ kind, accountId }: AuditedRow): string => keyOf({ kind, id: accountId })

/** The existing entries of these entities, locked so that no other transaction removes them. */
export const lockListed = (
  tx: TenantClient,
  tenantId: string,
  entities: readonly Key[],
): Promise<AuditedRow[]> =>
  tx.$queryRaw<AuditedRow[]>`
    select w.id, w.kind, w.account_id as "accountId", w.list_type as "listType", w.reason, w.expires_at as "expiresAt"
      from watchlist_entries w
      join unnest(${entities.map(({ kind }) => kind)}::text[], ${entities.map(({ id }) => id)}::text[]) asked (kind, id)
        on w.kind = asked.kind and w.account_id = asked.id
     where w.tenant_id = ${tenantId}::uuid
     order by w.id for update of w`

/** Those in force at `now`, by `kind` and id. An expired entry has no effect. */
export const findActive = (existing: readonly AuditedRow[], now: Date): ReadonlyMap<string, AuditedRow> =>
  new Map(
    existing
      .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
      .map((row) => [rowKey(row), row] as const),
  )

/**
 * Adds entries that are not listed, in one statement; expired entries of the same entities are removed first.
 * @param existing what `lockListed` returned for them
 * @returns the keys of the added entries, without those that another transaction added meanwhile
 */
export async function addEntries(
  tx: TenantClient,
  ctx: AuditContext,
  createdBy: string,
  entries: readonly NewEntry[],
  existing: readonly AuditedRow[],
): Promise<ReadonlySet<string>> {
  const replaced = new Set(entries.map(keyOf))
  await removeExpired(
    tx,
    ctx,
    existing.filter((row) => replaced.has(rowKey(row))),
  )
  return await insert(tx, ctx, createdBy, entries)
}

async function removeExpired(
  tx: TenantClient,
  ctx: AuditContext,
  expired: readonly AuditedRow[],
): Promise<void> {
  if (expired.length === 0) return
  const ids = expired.map(({ id }) => id)
  await tx.watchlistEntry.deleteMany({ where: { tenantId: ctx.tenant.id, id: { in: ids } } })
  await writeAudits(
    tx,
    ctx,
    expired.map((row) => entryEvent('watchlist.expired', { before: row })),
  )
}

async function insert(
  tx: TenantClient,
  ctx: AuditContext,
  createdBy: string,
  entries: readonly NewEntry[],
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
  return new Set(rows.map(rowKey))
}

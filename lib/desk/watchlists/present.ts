import { namesOf } from '@/lib/access/users'
import type { TenantClient } from '@/lib/platform/db'
import type { ListedKind, ListType, WatchlistEntry } from './schema'

/** A row of `watchlist_entries`. */
export type EntryRow = Awaited<ReturnType<TenantClient['watchlistEntry']['findMany']>>[number]

/** Entries with the names of the users who added them. */
export async function presentEntries(
  tx: TenantClient,
  tenantId: string,
  rows: readonly EntryRow[],
): Promise<WatchlistEntry[]> {
  const names = await namesOf(
    tx,
    tenantId,
    rows.map((row) => row.createdBy),
  )
  return rows.map((row) => presentEntry(row, names.get(row.createdBy) ?? null))
}

const presentEntry = (row: EntryRow, createdByName: string | null): WatchlistEntry => ({
  id: row.id,
  kind: row.kind as ListedKind,
  entity_id: row.accountId,
  account_id: row.accountId,
  received: row.received,
  list_type: row.listType as ListType,
  reason: row.reason,
  created_by: row.createdBy,
  created_by_name: createdByName,
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt?.toISOString() ?? null,
})

export async function presentOne(tx: TenantClient, row: EntryRow): Promise<WatchlistEntry> {
  const [entry] = await presentEntries(tx, row.tenantId, [row])
  return entry as WatchlistEntry
}

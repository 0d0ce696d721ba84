import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { namesOf } from '@/lib/access/users'
import type { ListedKind, ListType, WatchlistResponse } from './schema'

/** An entry as it is stored, answered and named in the trail. */
export type EntryRow = Awaited<ReturnType<TenantClient['watchlistEntry']['findMany']>>[number]

/** Entries with the names of those who made them. */
export async function presentEntries(
  tx: TenantClient,
  tenantId: string,
  rows: readonly EntryRow[],
): Promise<WatchlistResponse[]> {
  const names = await namesOf(
    tx,
    tenantId,
    rows.map((row) => row.createdBy),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ListedKind,
    entity_id: row.accountId,
    account_id: row.accountId,
    list_type: row.listType as ListType,
    reason: row.reason,
    created_by: row.createdBy,
    created_by_name: names.get(row.createdBy) ?? null,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
  }))
}

export async function presentEntry(tx: TenantClient, row: EntryRow): Promise<WatchlistResponse> {
  const [entry] = await presentEntries(tx, row.tenantId, [row])
  return entry as WatchlistResponse
}

export const subjectOf = (row: Pick<EntryRow, 'id'>) => ({ objectKind: 'watchlist-entry', objectId: row.id })

/** What the trail keeps of an entry. */
export const stateOf = (row: Pick<EntryRow, 'kind' | 'accountId' | 'listType' | 'reason' | 'expiresAt'>) => ({
  kind: row.kind,
  account_id: row.accountId,
  list_type: row.listType,
  reason: row.reason,
  expires_at: row.expiresAt?.toISOString() ?? null,
})

/** @throws AppError invalid-request for an instant that is over */
export function futureExpiry(expiresAt: string | null | undefined): Date | null {
  if (expiresAt === null || expiresAt === undefined) return null
  const at = new Date(expiresAt)
  if (at > new Date()) return at
  throw new AppError('invalid-request', {
    errors: [{ field: 'expires_at', reason: 'must lie in the future' }],
  })
}

import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { presentEntries } from './record'
import type { WatchlistResponse, WatchlistFilter } from './schema'

export interface EntryPage {
  limit: number
  /** The id of the last entry seen. */
  before?: string
}

/** Nothing sorts after it: databases of this product compare text byte by byte. */
const LAST = '\u{10ffff}'

export type EntryWhere = NonNullable<Parameters<TenantClient['watchlistEntry']['findMany']>[0]>['where']

/** What a filter means, for pages and exports alike. */
export function whereOf(tenantId: string, filter: WatchlistFilter, before?: string): EntryWhere {
  const now = new Date()
  return {
    tenantId,
    ...(filter.list_type && { listType: filter.list_type }),
    ...(filter.kind && { kind: filter.kind }),
    ...(filter.q && { accountId: { gte: filter.q, lt: filter.q + LAST } }),
    ...(filter.state === 'active' && { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }),
    ...(filter.state === 'expired' && { expiresAt: { lte: now } }),
    ...(before !== undefined && { id: { lt: before } }),
  }
}

/** Entries of a filter, newest first; ids are time-ordered. */
export async function listWatchlist(
  ctx: Context,
  { limit, before }: EntryPage,
  filter: WatchlistFilter = {},
): Promise<WatchlistResponse[]> {
  authorize(ctx, 'watchlist:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const where = whereOf(tenantId, filter, before)
    const rows = await tx.watchlistEntry.findMany({ where, orderBy: { id: 'desc' }, take: limit })
    return presentEntries(tx, tenantId, rows)
  })
}

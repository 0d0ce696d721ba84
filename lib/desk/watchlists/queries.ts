import { uuid } from '@/lib/contract/uuid'
import { asBeginning } from '@/lib/contract/canonical-entity'
import { authorize, type Context, type Tenant } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { cursorCodec, type PageInput, toPage } from '@/lib/contract/pagination'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { type EntryRow, presentEntries } from './present'
import type { WatchlistEntry, WatchlistFilter, WatchlistPage } from './schema'

/** No text sorts after it: the database compares text byte by byte. */
const LAST = '\u{10ffff}'
const cursors = cursorCodec(uuid)

type EntryWhere = NonNullable<Parameters<TenantClient['watchlistEntry']['findMany']>[0]>['where']

/** The condition of a filter, the same for lists and exports. */
export function conditionOf(tenant: Tenant, filter: WatchlistFilter, before?: string): EntryWhere {
  const { id: tenantId } = tenant
  const now = new Date()
  return {
    tenantId,
    ...(filter.list_type && { listType: filter.list_type }),
    ...(filter.kind && { kind: filter.kind }),
    ...(filter.q && { AND: { OR: beginningWith(tenant, filter.q) } }),
    ...(filter.state === 'active' && { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }),
    ...(filter.state === 'expired' && { expiresAt: { lte: now } }),
    ...(before !== undefined && { id: { lt: before } }),
  }
}

/** Phones begin as numbers of the tenant's country, all other ids as written. */
function beginningWith(tenant: Tenant, q: string) {
  const { id, phone } = asBeginning(tenant, q)
  const from = (text: string) => ({ gte: text, lt: text + LAST })
  return [
    { kind: { not: 'phone' }, accountId: from(id) },
    { kind: 'phone', accountId: from(phone) },
  ]
}

/** Rows of a filter, newest first: ids are time-ordered. */
export const readEntries = (tx: TenantClient, where: EntryWhere, limit: number): Promise<EntryRow[]> =>
  tx.watchlistEntry.findMany({ where, orderBy: { id: 'desc' }, take: limit })

/** A page of the entries of a filter, newest first. @throws AppError invalid-cursor */
export async function listWatchlist(
  ctx: Context,
  filter: WatchlistFilter,
  { limit = 50, cursor }: PageInput = {},
): Promise<WatchlistPage> {
  authorize(ctx, 'watchlist:read')
  const tenantId = ctx.tenant.id
  const list = ['watchlists', filter.list_type, filter.kind, filter.q, filter.state].map(
    (part) => part ?? null,
  )
  const before = cursor === undefined ? undefined : cursors.decode(list, cursor)
  return withTenant({ tenantId }, async (tx) => {
    const rows = await readEntries(tx, conditionOf(ctx.tenant, filter, before), limit + 1)
    const page = toPage(rows, limit, (last) => cursors.encode(list, last.id))
    return { items: await presentEntries(tx, tenantId, page.items), next_cursor: page.next_cursor }
  })
}

/** The active entries of these accounts, devices and phones: at most one for each. */
export async function readActiveEntries(
  tx: TenantClient,
  tenantId: string,
  entities: readonly EntityRef[],
): Promise<WatchlistEntry[]> {
  const keys = new Set(entities.map(keyOf))
  const rows = await tx.watchlistEntry.findMany({
    where: {
      tenantId,
      accountId: { in: entities.map(({ id }) => id) },
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
  })
  const found = rows.filter(({ kind, accountId: id }) => keys.has(keyOf({ kind, id })))
  return presentEntries(tx, tenantId, found)
}

const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind}\n${id}`

import { authorize, type Context } from '@/lib/contract/context'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { SCAN_LIMIT, type TransactionFilter } from './filter'
import type { SearchedTo, TransactionPage } from './schema'
import { decodeKey, encodeKey } from './search-cursor'
import {
  askedOf,
  isRanked,
  orderOf,
  prepareSearch,
  type Search,
  type SearchKey,
  walkedRows,
} from './search-rows'
import { type KeyColumns, keyOf, type StoredRow, toTransactionRow } from './stored-row'

/** Which part of the list, and how many rows it may look through. */
export interface PageInput {
  limit: number
  cursor?: string | undefined
  scanLimit?: number
}

/**
 * A page of scored transactions. It looks through at most `scanLimit` rows; where that ends before the page is full, the
 * page says how far it came and its cursor goes on from there.
 * @throws AppError invalid-cursor for a cursor of another filter
 */
export async function listTransactions(
  ctx: Context,
  filter: TransactionFilter,
  { limit, cursor, scanLimit = SCAN_LIMIT }: PageInput,
): Promise<TransactionPage> {
  authorize(ctx, 'transaction:read')
  const after = cursor === undefined ? null : decodeKey(filter, cursor)
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const search = await prepareSearch(tx, ctx, filter)
    if (!search) return { items: [], nextCursor: null, searchedTo: null, moreIds: false }
    // Where each row of the walk is one of the list, the walk may end with the page: the planner then knows how short it is.
    const all = search.asked.length === 0 && !isRanked(filter, search.driver)
    const rows = await tx.$queryRaw<StoredRow[]>`
      select s.* from (${walkedRows(search, all ? limit + 1 : scanLimit, after)}) s
       where ${askedOf(search, after)} order by ${orderOf(filter)} limit ${limit + 1}`
    const items = rows.slice(0, limit).map(toTransactionRow)
    const { moreIds } = search
    const last = rows[limit - 1]
    if (rows.length > limit && last) {
      return { items, nextCursor: encodeKey(filter, keyOf(last)), searchedTo: null, moreIds }
    }
    if (all) return { items, nextCursor: null, searchedTo: null, moreIds }
    return { items, ...(await endOf(tx, search, scanLimit, after)), moreIds }
  })
}

/** Where a page that is not full ended: with the list, or with what may be looked through. */
async function endOf(
  tx: TenantClient,
  search: Search,
  scanLimit: number,
  after: SearchKey | null,
): Promise<{ nextCursor: string | null; searchedTo: SearchedTo | null }> {
  const { filter, driver } = search
  const ranked = isRanked(filter, driver)
  const backwards =
    ranked || filter.order === 'time'
      ? Prisma.sql`s.occurred_at, s.transaction_id`
      : Prisma.sql`s.expected_loss, s.transaction_id`
  const [end] = await tx.$queryRaw<(KeyColumns & { looked: number })[]>`
    select s.occurred_at, s.expected_loss, s.transaction_id, count(*) over ()::int as looked from (${walkedRows(search, scanLimit, after)}) s
     order by ${backwards} limit 1`
  if (!end || end.looked < scanLimit) return { nextCursor: null, searchedTo: null }
  const byTimeOf = ranked || filter.order === 'time'
  return {
    nextCursor: ranked ? null : encodeKey(filter, keyOf(end)),
    searchedTo: {
      occurredAt: byTimeOf ? end.occurred_at.toISOString() : null,
      expectedLoss: byTimeOf ? null : end.expected_loss,
    },
  }
}

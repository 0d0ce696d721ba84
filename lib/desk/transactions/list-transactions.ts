import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { decodeCursor, encodeCursor } from './cursor'
import { SCAN_LIMIT, type TransactionFilter } from './filter'
import { presentTransactionRow, type StoredRow } from './present'
import type { TransactionPage } from './schema'
import { ORDER_BY, REVERSE_ORDER_BY, type SortKey } from './scored-sql'
import { conditionsOn, isRanked, prepareSearch, scannedRows, type Search } from './search'

/** Which part of the list, and how many rows it may look through. */
export interface PageInput {
  limit: number
  cursor?: string | undefined
  scanLimit?: number
}

const END = { next_cursor: null, searched_back_to: null, searched_down_to: null }

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
  const after = cursor === undefined ? null : decodeCursor(filter, cursor)
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const search = await prepareSearch(tx, ctx, filter)
    if (!search) return { items: [], ...END, more_ids: false }
    // Where every scanned row belongs to the list, the scan may end with the page: the planner then knows how short it is.
    const all = search.rowConditions.length === 0 && !isRanked(search)
    const rows = await tx.$queryRaw<StoredRow[]>`
      select s.* from (${scannedRows(search, all ? limit + 1 : scanLimit, after)}) s
       where ${conditionsOn(search, after)} order by ${ORDER_BY[filter.order]} limit ${limit + 1}`
    const items = rows.slice(0, limit).map((row) => presentTransactionRow(row, ctx.tenant.currency))
    const last = rows[limit - 1]
    const more_ids = search.moreIds
    if (rows.length > limit && last) {
      return { items, ...END, next_cursor: encodeCursor(filter, last), more_ids }
    }
    if (all) return { items, ...END, more_ids }
    return { items, ...(await endOf(tx, search, scanLimit, after)), more_ids }
  })
}

/** Where a page that is not full ended: with the list, or with the rows that it may look through. */
async function endOf(
  tx: TenantClient,
  search: Search,
  scanLimit: number,
  after: SortKey | null,
): Promise<Omit<TransactionPage, 'items' | 'more_ids'>> {
  const ranked = isRanked(search)
  const order = ranked ? 'time' : search.filter.order
  const [end] = await tx.$queryRaw<(SortKey & { looked: number })[]>`
    select s.occurred_at, s.expected_loss, s.transaction_id, count(*) over ()::int as looked
      from (${scannedRows(search, scanLimit, after)}) s
     order by ${REVERSE_ORDER_BY[order]} limit 1`
  if (!end || end.looked < scanLimit) return END
  return {
    next_cursor: ranked ? null : encodeCursor(search.filter, end),
    searched_back_to: order === 'time' ? end.occurred_at.toISOString() : null,
    searched_down_to: order === 'time' ? null : end.expected_loss,
  }
}

import type { Context } from '@/lib/contract/context'
import { cellsOfState } from '@/lib/desk/geo'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { chooseIndex, type IndexChoice } from './choose-index'
import type { TransactionFilter } from './filter'
import { isNothing, matchText } from './match-text'
import { isAfter, ORDER_BY, type SortKey } from './scored-sql'
import { searchConditions } from './search-conditions'
import { largeUpload } from './upload-span'

/** A search ready to run: which index it scans and which conditions its rows must meet. */
export interface Search {
  tenantId: string
  filter: TransactionFilter
  index: IndexChoice
  /** Part of the index scans. */
  scanConditions: Prisma.Sql[]
  /** Checked on each row that the scans find. */
  rowConditions: Prisma.Sql[]
  /** The text of the filter names more ids than are searched at once. */
  moreIds: boolean
}

/** Null where the text of the filter names no known id. */
export async function prepareSearch(
  tx: TenantClient,
  ctx: Context,
  filter: TransactionFilter,
): Promise<Search | null> {
  const tenantId = ctx.tenant.id
  const match = filter.q === undefined ? null : await matchText(tx, ctx.tenant, filter.q)
  if (match && isNothing(match)) return null
  const { region } = filter
  const cells = region === undefined ? [] : await cellsOfState(tx, tenantId, region.slice('US-'.length))
  const large = filter.upload === undefined ? null : await largeUpload(tx, tenantId, filter.upload)
  const index = chooseIndex(filter, match, large)
  const remaining = { ...filter, ...Object.fromEntries(index.covers.map((key) => [key, undefined])) }
  const { time, others } = searchConditions(ctx, remaining, cells)
  const scansTime = filter.order === 'time' || index.byTimeOnly
  return {
    tenantId,
    filter,
    index,
    scanConditions: scansTime ? time : [],
    rowConditions: scansTime ? others : [...time, ...others],
    moreIds: match?.more ?? false,
  }
}

/** The rows that a page or a summary may look at: at most `limit`, the first in the order of the scans after the key. */
export function scannedRows(search: Search, limit: number, after: SortKey | null): Prisma.Sql {
  const { tenantId, filter, index, scanConditions } = search
  const ranked = isRanked(search)
  const past = after && !ranked ? [isAfter(filter.order, after)] : []
  const order = ORDER_BY[ranked ? 'time' : filter.order]
  // Each scan in the order of the whole, so that they are merged and not sorted.
  const scans = index.scans.map((scan) => {
    const conditions = [Prisma.sql`s.tenant_id = ${tenantId}::uuid`, scan, ...scanConditions, ...past]
    return Prisma.sql`(select s.* from scored_transactions s where ${Prisma.join(conditions, ' and ')}
      order by ${order} limit ${limit})`
  })
  return Prisma.sql`select s.* from (${Prisma.join(scans, ' union all ')}) s order by ${order} limit ${limit}`
}

/** The condition on scanned rows: those of the filter after the key. */
export function conditionsOn(search: Search, after: SortKey | null): Prisma.Sql {
  const past = after && isRanked(search) ? [isAfter(search.filter.order, after)] : []
  return Prisma.join([Prisma.sql`true`, ...search.rowConditions, ...past], ' and ')
}

/** Scanned by time, then sorted by loss: every page looks at the same rows, so its pages do not move on. */
export const isRanked = ({ filter, index }: Search): boolean => filter.order === 'loss' && index.byTimeOnly

import type { Context } from '@/lib/contract/context'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import type { TransactionFilter } from './filter'
import { isNothing, matchText } from './match-text'
import { cellsOfRegion } from './region'
import { searchConditions } from './search-conditions'
import { type SearchDriver, searchDriver } from './search-driver'

/** A search ready to run: what it walks and what it asks of each row. */
export interface Search {
  tenantId: string
  filter: TransactionFilter
  driver: SearchDriver
  /** Put to the walks themselves. */
  walked: Prisma.Sql[]
  /** Put to each row that the walks find. */
  asked: Prisma.Sql[]
  moreIds: boolean
}

/** The last row of a page, by what the list is ordered by. */
export interface SearchKey {
  occurredAt: Date
  expectedLoss: number
  transactionId: string
}

/** Null where the text of the filter names nothing that there is. */
export async function prepareSearch(
  tx: TenantClient,
  ctx: Context,
  filter: TransactionFilter,
): Promise<Search | null> {
  const tenantId = ctx.tenant.id
  const match = filter.q === undefined ? null : await matchText(tx, tenantId, filter.q)
  if (match && isNothing(match)) return null
  const cells = filter.region === undefined ? [] : await cellsOfRegion(tx, tenantId, filter.region)
  const driver = searchDriver(filter, match)
  const unserved = { ...filter, ...Object.fromEntries(driver.serves.map((key) => [key, undefined])) }
  const { time, others } = searchConditions(ctx, unserved, cells)
  const timeIsWalked = filter.order === 'time' || driver.byTimeOnly
  return {
    tenantId,
    filter,
    driver,
    walked: timeIsWalked ? time : [],
    asked: timeIsWalked ? others : [...time, ...others],
    moreIds: match?.more ?? false,
  }
}

/** The rows that a page or a summary may look at: at most `limit`, the first of the walks' order after the key. */
export function walkedRows(
  { tenantId, filter, driver, walked }: Search,
  limit: number,
  after: SearchKey | null,
): Prisma.Sql {
  const ranked = isRanked(filter, driver)
  const past = after && !ranked ? [isAfter(filter, after)] : []
  const order = ranked || filter.order === 'time' ? BY_TIME : BY_LOSS
  // Each walk in the order of the whole, so that they are merged and not sorted.
  const branches = driver.branches.map((branch) => {
    const conditions = [Prisma.sql`s.tenant_id = ${tenantId}::uuid`, branch, ...walked, ...past]
    return Prisma.sql`(select s.* from scored_transactions s where ${Prisma.join(conditions, ' and ')}
      order by ${order} limit ${limit})`
  })
  return Prisma.sql`select s.* from (${Prisma.join(branches, ' union all ')}) s order by ${order} limit ${limit}`
}

/** Of those, the ones of the filter after the key. */
export function askedOf({ filter, driver, asked }: Search, after: SearchKey | null): Prisma.Sql {
  const past = after && isRanked(filter, driver) ? [isAfter(filter, after)] : []
  return Prisma.join([Prisma.sql`true`, ...asked, ...past], ' and ')
}

export const orderOf = ({ order }: TransactionFilter): Prisma.Sql => (order === 'time' ? BY_TIME : BY_LOSS)

/** Ranked lists look at the same rows for every page, so their pages do not move on. */
export const isRanked = (filter: TransactionFilter, driver: SearchDriver): boolean =>
  filter.order === 'loss' && driver.byTimeOnly

const BY_TIME = Prisma.sql`s.occurred_at desc, s.transaction_id desc`
const BY_LOSS = Prisma.sql`s.expected_loss desc, s.transaction_id desc`

const isAfter = (
  { order }: TransactionFilter,
  { occurredAt, expectedLoss, transactionId }: SearchKey,
): Prisma.Sql =>
  order === 'time'
    ? Prisma.sql`(s.occurred_at, s.transaction_id) < (${occurredAt.toISOString()}::timestamptz, ${transactionId}::uuid)`
    : Prisma.sql`(s.expected_loss, s.transaction_id) < (${expectedLoss}::float8, ${transactionId}::uuid)`

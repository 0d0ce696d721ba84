import { FIRST_INSTANT, LAST_INSTANT, Prisma } from '@/lib/platform/db'
import { FLAGGED } from '@/lib/scoring/read-model'
import type { TransactionOrder } from './filter'

export { FLAGGED, ownAmount, S } from '@/lib/scoring/read-model'

/** What every query on scored_transactions shares: which rows are alerts, which are open, and the two orders. */

// Literals, not parameters: only a literal matches the predicate of a partial index.
/** Without an analyst's decision. */
export const PENDING = Prisma.sql`disposition is null`
/** Of a replay. */
export const REPLAYED = Prisma.sql`s.replayed`
/** An alert without a decision, or an escalated one: its case is what it was escalated to. */
export const OPEN_ALERT = Prisma.sql`${FLAGGED} and (${PENDING} or disposition = 'escalated')`

const SORT_COLUMNS = {
  loss: Prisma.sql`expected_loss`,
  time: Prisma.sql`occurred_at`,
} as const satisfies Record<TransactionOrder, Prisma.Sql>

/** Greatest expected loss first, or newest first; ties by transaction id, newest first. */
export const ORDER_BY = {
  loss: Prisma.sql`${SORT_COLUMNS.loss} desc, transaction_id desc`,
  time: Prisma.sql`${SORT_COLUMNS.time} desc, transaction_id desc`,
} as const

export const REVERSE_ORDER_BY = {
  loss: Prisma.sql`${SORT_COLUMNS.loss}, transaction_id`,
  time: Prisma.sql`${SORT_COLUMNS.time}, transaction_id`,
} as const

/** The columns that decide a row's place in either order. */
export interface SortKey {
  occurred_at: Date
  expected_loss: number
  transaction_id: string
}

/**
 * The stored time of the row that a cursor names. At the ends of the contract's years the row may have a time beyond them,
 * which only the row itself tells.
 */
export function storedTime(occurredAt: Date, transactionId: string): Prisma.Sql {
  const time = occurredAt.toISOString()
  if (time !== FIRST_INSTANT && time !== LAST_INSTANT) return Prisma.sql`${time}::timestamptz`
  return Prisma.sql`coalesce((select k.occurred_at from scored_transactions k
    where k.tenant_id = (select app_tenant()) and k.transaction_id = ${transactionId}::uuid), ${time}::timestamptz)`
}

/** The condition on rows that come after the key. */
export const isAfter = (order: TransactionOrder, key: SortKey): Prisma.Sql =>
  order === 'time'
    ? Prisma.sql`(occurred_at, transaction_id) < (${storedTime(key.occurred_at, key.transaction_id)}, ${key.transaction_id}::uuid)`
    : Prisma.sql`(expected_loss, transaction_id) < (${key.expected_loss}::float8, ${key.transaction_id}::uuid)`

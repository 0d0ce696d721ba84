/** SQL that queries of `scored_transactions` share, in every room. */
import { Prisma } from '@/lib/platform/db'

// A literal, not a parameter: only a literal matches the predicate of a partial index.
/** To be reviewed or blocked. */
export const FLAGGED = Prisma.sql`outcome <> 'approve'`

/**
 * The amount of a row in the institution's currency. Null of a row in another currency without a rate, which releases
 * before rates stored: no figure may mix it with others.
 */
export const ownAmount = (row: Prisma.Sql, currency: string): Prisma.Sql => Prisma.sql`
  coalesce(${row}.converted_amount, case when ${row}.currency = ${currency} then ${row}.amount end)`

/** The row as most queries name it. */
export const S = Prisma.sql`s`

/** Latest first; of rows named as S. */
export const BY_TIME = Prisma.sql`order by s.occurred_at desc, s.transaction_id desc`

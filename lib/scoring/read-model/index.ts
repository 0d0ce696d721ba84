/** SQL that queries of `scored_transactions` share, in every room. */
import { Prisma } from '@/lib/platform/db'

// A literal, not a parameter: only a literal matches the predicate of a partial index.
/** To be reviewed or blocked. */
export const FLAGGED = Prisma.sql`outcome <> 'approve'`

/** Rows of scored_transactions that figures count: replays are left out. */
export const NOT_REPLAYED = Prisma.sql`replayed is null`

/** Totals that figures count: the database keeps those of replays in slots of their own (prisma/functions/read-model.sql). */
export const NO_REPLAYS = Prisma.sql`slot < 4`

/** Predictions that figures count. A replay acts under this name, which no user and no key has. */
export const REPLAY_ACTOR = 'replay'
export const NOT_BY_REPLAY = Prisma.sql`actor_id is distinct from 'replay'`

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

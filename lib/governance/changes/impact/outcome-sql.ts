import { REASON_CODES } from '@/lib/engine/policy'
import { Prisma } from '@/lib/platform/db'

/** The thresholds of one side of a change. */
export interface Side {
  review_threshold: number
  block_threshold: number
}

const CODES = Object.keys(REASON_CODES)
const codes = (pattern: RegExp): string[] => CODES.filter((code) => pattern.test(code))
const BLOCKED = codes(/_blocked$/)
const TRUSTED_ACCOUNT = codes(/^(sender|receiver)_trusted$/)
const TRUSTED_NAMED = codes(/^(device|phone)_trusted$/)
const LISTED = [...BLOCKED, ...TRUSTED_ACCOUNT, ...TRUSTED_NAMED]

const SCORE = Prisma.sql`s.score`

/**
 * SQL: the outcome of a stored score of `s` under these thresholds, by the precedence of `decide()` in
 * lib/engine/policy. Lists count as they did at scoring, read from the reason codes. One thing is not stored: a device
 * or phone that was trusted when the score blocked nevertheless; such a row counts as not trusted.
 * @param hits whether entries of the change, joined as `h`, count as well
 * @param score the score; by default the one that decided
 */
export function outcomeSql(
  { review_threshold: review, block_threshold: block }: Side,
  hits: boolean,
  score = SCORE,
): Prisma.Sql {
  const held = (list: string[], column: Prisma.Sql) =>
    hits
      ? Prisma.sql`(s.reason_codes && ${list}::text[] or coalesce(${column}, false))`
      : Prisma.sql`s.reason_codes && ${list}::text[]`
  const byScore = Prisma.sql`
    when ${score} >= ${block}::float8 then 'block'
    when ${score} >= ${review}::float8 then 'review'
    else 'approve'`
  // Few rows name a list: one comparison of arrays spares the others three.
  const unlisted = hits ? Prisma.sql`h.transaction_id is null and` : Prisma.empty
  return Prisma.sql`case
    when ${unlisted} not s.reason_codes && ${LISTED}::text[] then case ${byScore} end
    when ${held(BLOCKED, Prisma.sql`h.blocked`)} then 'block'
    when ${held(TRUSTED_ACCOUNT, Prisma.sql`h.trusted_account`)} then 'approve'
    when ${score} < ${block}::float8 and ${held(TRUSTED_NAMED, Prisma.sql`h.trusted_named`)} then 'approve'
    ${byScore} end`
}

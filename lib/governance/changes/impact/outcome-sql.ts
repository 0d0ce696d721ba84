import { type Outcome, REASON_CODES } from '@/lib/engine/policy'
import { reaches, SEVERITIES, type Severity } from '@/lib/engine/velocity'
import type { VelocityPayload } from '../schema'
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

/** Reason codes of velocity and rings that the rule in force reviews, and those that it blocks. */
export interface Floors {
  review: readonly string[]
  block: readonly string[]
}
export const NO_FLOORS: Floors = { review: [], block: [] }

/** The floors of a velocity rule. */
export function floorsOf({
  review_from,
  block_from,
  rings,
}: Pick<VelocityPayload, 'review_from' | 'block_from' | 'rings'>): Floors {
  const from = (least: Severity | null) =>
    SEVERITIES.filter((severity) => reaches(severity, least)).map((severity) => `velocity_${severity}`)
  const ring = (outcome: Outcome) => (rings?.outcome === outcome ? ['shared_device_ring'] : [])
  return {
    review: [...from(review_from), ...ring('review')],
    block: [...from(block_from), ...ring('block')],
  }
}

/**
 * SQL: the outcome of a stored score of `s` under these thresholds, by the precedence of `decide()` in
 * lib/engine/policy. Lists count as they did at scoring, read from the reason codes. One thing is not stored: a device
 * or phone that was trusted when the score blocked nevertheless; such a row counts as not trusted. The severity of the velocity
 * is read from the reason codes, too; what it leads to is said by the rule in force.
 * @param hits whether entries of the change, joined as `h`, count as well
 * @param score the score; by default the one that decided
 * @param floors what the velocity rule in force reviews and blocks
 */
export function outcomeSql(
  { review_threshold: review, block_threshold: block }: Side,
  hits: boolean,
  score = SCORE,
  floors = NO_FLOORS,
): Prisma.Sql {
  const held = (list: string[], column: Prisma.Sql) =>
    hits
      ? Prisma.sql`(s.reason_codes && ${list}::text[] or coalesce(${column}, false))`
      : Prisma.sql`s.reason_codes && ${list}::text[]`
  // Most institutions have no floors: their rows are spared the comparison of arrays.
  const floor = (list: readonly string[]) =>
    list.length > 0 ? Prisma.sql`or s.reason_codes && ${[...list]}::text[]` : Prisma.empty
  const blocks = Prisma.sql`(${score} >= ${block}::float8 ${floor(floors.block)})`
  const byScore = Prisma.sql`
    when ${blocks} then 'block'
    when ${score} >= ${review}::float8 ${floor(floors.review)} then 'review'
    else 'approve'`
  // Few rows name a list: one comparison of arrays spares the others three.
  const unlisted = hits ? Prisma.sql`h.transaction_id is null and` : Prisma.empty
  return Prisma.sql`case
    when ${unlisted} not s.reason_codes && ${LISTED}::text[] then case ${byScore} end
    when ${held(BLOCKED, Prisma.sql`h.blocked`)} then 'block'
    when ${held(TRUSTED_ACCOUNT, Prisma.sql`h.trusted_account`)} then 'approve'
    when not ${blocks} and ${held(TRUSTED_NAMED, Prisma.sql`h.trusted_named`)} then 'approve'
    ${byScore} end`
}

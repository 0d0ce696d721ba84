import { Prisma } from './generated/client'

/**
 * The database holds instants from 4713 BC to the year 294276 and infinity; the contract and JavaScript's ISO form have the
 * years 1 to 9999. Reads clamp other instants, so that no stored row fails a response.
 */
export const FIRST_INSTANT = '0001-01-01T00:00:00.000Z'
export const LAST_INSTANT = '9999-12-31T23:59:59.999Z'

/** The database's text of an instant, within the years 1 to 9999. */
export function clampInstant(text: string): string {
  if (text.charCodeAt(4) === HYPHEN && !text.endsWith('BC')) return text
  return text.startsWith('-') || text.endsWith('BC') ? FIRST_INSTANT : LAST_INSTANT
}

const HYPHEN = 0x2d

/**
 * An SQL instant within bounds; of null it makes the last one. For values that are shown or counted, not for conditions:
 * no index serves the result.
 */
export const clampedSql = (
  instant: Prisma.Sql,
  first: Date | string = FIRST_INSTANT,
  last: Date | string = LAST_INSTANT,
): Prisma.Sql => Prisma.sql`greatest(least(${instant}, ${last}::timestamptz), ${first}::timestamptz)`

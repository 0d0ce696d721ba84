/**
 * Bounds of the times that callers send, the same in a single request, a batch and a file. Each function returns why a time
 * is rejected, or null.
 */

const MINUTE_MS = 60_000

/** An event may be this far ahead of the server's clock: clocks differ, and a later time is an error of the sender. */
export const MAX_AHEAD_MS = 5 * MINUTE_MS
/** Without a setting of the tenant, events are accepted from this many years before its creation. */
export const DEFAULT_HISTORY_YEARS = 10
/** An end date further away is an error; "never" is the absence of an end date. */
export const MAX_EXPIRY_YEARS = 100
/** No setting goes further back: before it, time zones had no standard time. */
export const FIRST_YEAR = 1900

/** The earliest event time of a tenant without a setting of its own, in epoch milliseconds. */
export const defaultEarliestMs = (createdMs: number): number => yearsLater(createdMs, -DEFAULT_HISTORY_YEARS)

/** The time of an event, or of a label. All arguments in epoch milliseconds. */
export function eventTimeProblem(atMs: number, earliestMs: number, nowMs: number): string | null {
  if (!(atMs <= nowMs + MAX_AHEAD_MS))
    return `must not be more than ${MAX_AHEAD_MS / MINUTE_MS} minutes ahead of the server's clock`
  if (atMs < earliestMs) return `must not be before ${new Date(earliestMs).toISOString()}`
  return null
}

/** The earliest event time that a tenant sets. */
export function earliestTimeProblem(at: Date, now: Date): string | null {
  if (!(at <= now)) return 'must not lie in the future'
  return at.getUTCFullYear() < FIRST_YEAR ? `must not be before ${FIRST_YEAR}` : null
}

/** The time from which a currency rate is in force. A rate may be entered before its time comes. */
export function rateTimeProblem(at: Date, now: Date): string | null {
  if (!(at.getTime() <= yearsLater(now.getTime(), 1))) return 'must not be more than a year ahead'
  return at.getUTCFullYear() < FIRST_YEAR ? `must not be before ${FIRST_YEAR}` : null
}

/** The end date of a list entry or a key. */
export function expiryProblem(at: Date, now: Date): string | null {
  if (!(at > now)) return 'must lie in the future'
  if (at.getTime() > yearsLater(now.getTime(), MAX_EXPIRY_YEARS))
    return `must lie within ${MAX_EXPIRY_YEARS} years`
  return null
}

function yearsLater(ms: number, years: number): number {
  const date = new Date(ms)
  return date.setUTCFullYear(date.getUTCFullYear() + years)
}

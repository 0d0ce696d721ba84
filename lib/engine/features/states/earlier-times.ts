/** Times of the payments just before the recent ones, so that a burst of payments can be counted. */

import { HOUR_MS } from '@/lib/platform/time'
import type { RecentPayments } from './recent-payments'

/** Epoch milliseconds, ascending; none is after the first one of the recent payments. */
export type EarlierTimes = number[]

/** Most times; with the 8 recent payments a state knows up to 256. */
export const MAX_EARLIER_TIMES = 248
/** Older times, measured from the newest payment, are dropped. Bounds the size of a state between bursts. */
export const EARLIER_KEPT_MS = HOUR_MS

/** Adds a time that the recent payments drop, in place. A full list drops the earliest time. */
export function rememberEarlier(earlier: EarlierTimes, atMs: number, newestMs: number): void {
  const oldestMs = newestMs - EARLIER_KEPT_MS
  if (atMs > oldestMs) {
    let at = earlier.length
    while (at > 0 && earlier[at - 1]! > atMs) at -= 1
    if (at === earlier.length) earlier.push(atMs)
    else earlier.splice(at, 0, atMs)
  }
  let dropped = Math.max(0, earlier.length - MAX_EARLIER_TIMES)
  while (dropped < earlier.length && earlier[dropped]! <= oldestMs) dropped += 1
  if (dropped === 0) return
  earlier.copyWithin(0, dropped)
  earlier.length -= dropped
}

/** The payments of an entity whose times a state knows, and the number of all. */
export interface KnownTimes {
  count: number
  recent: RecentPayments
  earlier: EarlierTimes
}

/**
 * Number of payments in (nowMs - windowMs, nowMs]. Later payments do not count.
 * @returns `atLeast` is true where the state has dropped times that may be in the window
 */
export function countInWindow(
  { count, recent, earlier }: KnownTimes,
  nowMs: number,
  windowMs: number,
): { payments: number; atLeast: boolean } {
  const startMs = nowMs - windowMs
  let payments = 0
  for (let i = recent.length - 2; i >= 0; i -= 2) {
    const atMs = recent[i]!
    if (atMs <= startMs) return { payments, atLeast: false }
    if (atMs <= nowMs) payments += 1
  }
  for (let i = earlier.length - 1; i >= 0; i--) {
    const atMs = earlier[i]!
    if (atMs <= startMs) return { payments, atLeast: false }
    if (atMs <= nowMs) payments += 1
  }
  if (count === recent.length / 2 + earlier.length) return { payments, atLeast: false }
  // What a list with room has dropped is older than the times that it keeps.
  const newestMs = recent[recent.length - 2]!
  const atLeast = earlier.length === MAX_EARLIER_TIMES || startMs < newestMs - EARLIER_KEPT_MS
  return { payments, atLeast }
}

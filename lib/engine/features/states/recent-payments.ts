/** The latest payments by their own time, which tell the payments after a moment from those before it. */

import { type EarlierTimes, rememberEarlier } from './earlier-times'

/** Flat pairs [epoch milliseconds, amount in minor units, ...], times ascending. */
export type RecentPayments = number[]

const MAX_RECENT_PAYMENTS = 8
const STRIDE = 2
const FULL = STRIDE * MAX_RECENT_PAYMENTS

/** An event up to this late, relative to the newest one, finds every payment and bucket that it reads. */
export const LATE_MS = 2 * 24 * 3_600_000

/**
 * Adds a payment at the place of its time, in place. A full list drops the earliest payment. Of the payments that are older
 * than late events can be, one stays: the latest payment before such an event.
 * @param earlier takes the times that are dropped
 */
export function rememberPayment(
  recent: RecentPayments,
  atMs: number,
  amountMinor: number,
  earlier: EarlierTimes | null = null,
): void {
  let at = recent.length
  while (at > 0 && recent[at - STRIDE]! > atMs) at -= STRIDE
  if (at === recent.length) recent.push(atMs, amountMinor)
  else recent.splice(at, 0, atMs, amountMinor)
  const oldestMs = recent[recent.length - STRIDE]! - LATE_MS
  let dropped = Math.max(0, recent.length - FULL)
  while (dropped + STRIDE < recent.length && recent[dropped + STRIDE]! <= oldestMs) dropped += STRIDE
  if (dropped === 0) return
  if (earlier !== null) {
    const newestMs = recent[recent.length - STRIDE]!
    for (let i = 0; i < dropped; i += STRIDE) rememberEarlier(earlier, recent[i]!, newestMs)
  }
  recent.copyWithin(0, dropped)
  recent.length -= dropped
}

/** Index of the first payment after a time; the length of the list where there is none. */
export function firstAfter(recent: RecentPayments, nowMs: number): number {
  let at = recent.length
  while (at > 0 && recent[at - STRIDE]! > nowMs) at -= STRIDE
  return at
}

/** Count (column 1) or sum (column 2) of the payments that are later than a time but in the same bucket. */
export function laterInBucket(
  recent: RecentPayments,
  column: 1 | 2,
  bucketMs: number,
  nowMs: number,
): number {
  const endMs = (Math.floor(nowMs / bucketMs) + 1) * bucketMs
  let total = 0
  for (let i = firstAfter(recent, nowMs); i < recent.length && recent[i]! < endMs; i += STRIDE)
    total += column === 1 ? 1 : recent[i + 1]!
  return total
}

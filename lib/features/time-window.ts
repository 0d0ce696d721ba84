/** Sliding windows of counts and sums, kept as a few sparse time buckets instead of a list of events. */

/**
 * Flat triples [bucket number, count, sum in minor units, ...], bucket numbers ascending; empty buckets are absent.
 * The bucket number is floor(time / bucket length), counted from the epoch.
 */
export type BucketList = number[]

export interface TimeWindow {
  bucketMs: number
  /** The bucket of "now" and the ones before it: the window reaches back between (buckets - 1) and buckets lengths. */
  buckets: number
}

const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

export const WINDOWS = {
  h: { bucketMs: 5 * MINUTE_MS, buckets: 12 },
  d: { bucketMs: HOUR_MS, buckets: 24 },
  w: { bucketMs: 6 * HOUR_MS, buckets: 28 },
} as const satisfies Record<string, TimeWindow>

const COUNT = 1
const SUM = 2
const STRIDE = 3

/** Number of events in the window that ends with the bucket of `nowMs`. Later buckets do not count. */
export function countInWindow(list: BucketList, window: TimeWindow, nowMs: number): number {
  return totalInWindow(list, window, nowMs, COUNT)
}

/** Sum in minor units over the window that ends with the bucket of `nowMs`. */
export function sumInWindow(list: BucketList, window: TimeWindow, nowMs: number): number {
  return totalInWindow(list, window, nowMs, SUM)
}

function totalInWindow(list: BucketList, window: TimeWindow, nowMs: number, column: number): number {
  const last = Math.floor(nowMs / window.bucketMs)
  const first = last - window.buckets + 1
  let total = 0
  for (let i = list.length - STRIDE; i >= 0; i -= STRIDE) {
    const bucket = list[i]!
    if (bucket < first) break
    if (bucket <= last) total += list[i + column]!
  }
  return total
}

/**
 * Adds one event in place and drops buckets that left the window. A late event goes into its own bucket; one older
 * than the window of the newest event is left out.
 */
export function addToWindow(list: BucketList, window: TimeWindow, atMs: number, amountMinor: number): void {
  const bucket = Math.floor(atMs / window.bucketMs)
  const newest = list.length === 0 ? bucket : Math.max(bucket, list[list.length - STRIDE]!)
  const oldestKept = newest - window.buckets + 1
  if (bucket < oldestKept) return

  let at = list.length
  while (at > 0 && list[at - STRIDE]! > bucket) at -= STRIDE
  if (at > 0 && list[at - STRIDE] === bucket) {
    list[at - STRIDE + COUNT]! += 1
    list[at - STRIDE + SUM]! += amountMinor
  } else {
    list.splice(at, 0, bucket, 1, amountMinor)
  }

  let expired = 0
  while (list[expired]! < oldestKept) expired += STRIDE
  if (expired > 0) list.splice(0, expired)
}

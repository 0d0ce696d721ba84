/** Sliding windows of counts and sums in sparse time buckets, so that a state has a bounded size. */

/**
 * Flat triples [bucket number, first total, second total, ...], bucket numbers ascending; empty buckets are absent.
 * The bucket number is floor(time / bucket length), counted from the epoch.
 */
export type BucketList = number[]

export interface TimeWindow {
  bucketMs: number
  /** Number of buckets, including that of "now": the window spans between (buckets - 1) and `buckets` bucket lengths. */
  buckets: number
}

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** Windows of payment counts and sums (minor units): the last hour, day and week. */
export const WINDOWS = {
  lastHour: { bucketMs: 5 * MINUTE_MS, buckets: 12 },
  lastDay: { bucketMs: HOUR_MS, buckets: 24 },
  lastWeek: { bucketMs: 6 * HOUR_MS, buckets: 28 },
} as const satisfies Record<string, TimeWindow>

const STRIDE = 3

/** Number of events in the window that ends with the bucket of `nowMs`; excludes later buckets. */
export function countInWindow(list: BucketList, window: TimeWindow, nowMs: number): number {
  const last = Math.floor(nowMs / window.bucketMs)
  return totalInBuckets(list, 1, last - window.buckets + 1, last)
}

/** Sum (minor units) in the window that ends with the bucket of `nowMs`. */
export function sumInWindow(list: BucketList, window: TimeWindow, nowMs: number): number {
  const last = Math.floor(nowMs / window.bucketMs)
  return totalInBuckets(list, 2, last - window.buckets + 1, last)
}

/** Sum of one column (1 or 2) over the buckets `first` to `last`, inclusive. */
export function totalInBuckets(list: BucketList, column: 1 | 2, first: number, last: number): number {
  let total = 0
  for (let i = list.length - STRIDE; i >= 0; i -= STRIDE) {
    const bucket = list[i]!
    if (bucket < first) break
    if (bucket <= last) total += list[i + column]!
  }
  return total
}

/**
 * Adds to both totals of the bucket of `atMs`, in place, and drops buckets outside the window. Late events go into their
 * own bucket; events older than the window of the newest bucket are ignored. Drops a bucket whose count returns to zero
 * and subtracts nothing from an absent bucket.
 */
export function addToWindow(
  list: BucketList,
  window: TimeWindow,
  atMs: number,
  first: number,
  second: number,
): void {
  const bucket = Math.floor(atMs / window.bucketMs)
  const newest = list.length === 0 ? bucket : Math.max(bucket, list[list.length - STRIDE]!)
  const oldestKept = newest - window.buckets + 1
  if (bucket < oldestKept) return

  let at = list.length
  while (at > 0 && list[at - STRIDE]! > bucket) at -= STRIDE
  if (at > 0 && list[at - STRIDE] === bucket) {
    list[at - 2]! += first
    list[at - 1]! += second
    if (list[at - 2] === 0 && list[at - 1] === 0) list.splice(at - STRIDE, STRIDE)
  } else if (first < 0 || second < 0) {
    return
  } else if (at === list.length) {
    list.push(bucket, first, second)
  } else {
    list.splice(at, 0, bucket, first, second)
  }

  let expired = 0
  while (list[expired]! < oldestKept) expired += STRIDE
  if (expired > 0) list.splice(0, expired)
}

/** Index 0..7 of the three-hour part of the day (UTC) that contains a time. */
export function dayPartOf(atMs: number): number {
  const part = Math.floor(atMs / (3 * HOUR_MS)) % 8
  return part < 0 ? part + 8 : part
}

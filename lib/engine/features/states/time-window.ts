/** Sliding windows of counts and sums in sparse time buckets, so that a state has a bounded size. */

import { MAX_AHEAD_MS } from '@/lib/contract/time-bounds'
import { LATE_MS, laterInBucket, type RecentPayments } from './recent-payments'

/**
 * Flat triples [bucket number, first total, second total, ...], bucket numbers ascending; empty buckets are absent.
 * The bucket number is floor(time / bucket length), counted from the epoch.
 */
export type BucketList = number[]

export interface TimeWindow {
  bucketMs: number
  /** Number of buckets, including that of "now": the window spans between (buckets - 1) and `buckets` bucket lengths. */
  buckets: number
  /** A bucket is dropped once it is this many buckets older than the newest one. */
  kept: number
  /** Upper bound of the stored buckets; beyond it the oldest one is dropped. */
  most: number
}

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** A window whose buckets are kept for late events and for events ahead of the clock. */
export function keptWindow(bucketMs: number, buckets: number, most = Infinity): TimeWindow {
  const kept = buckets + LATE_MS / bucketMs + Math.ceil(MAX_AHEAD_MS / bucketMs)
  return { bucketMs, buckets, kept, most: Math.min(most, kept) }
}

/** Windows of payment counts and sums (minor units): the last hour, day and week. */
export const WINDOWS = {
  lastHour: keptWindow(5 * MINUTE_MS, 12, 36),
  lastDay: keptWindow(HOUR_MS, 24, 48),
  lastWeek: keptWindow(6 * HOUR_MS, 28),
}

const STRIDE = 3

/** The time of the latest payment and the latest payments by their own time. */
export interface Latest {
  latestMs: number
  recent: RecentPayments
}

/**
 * Count (column 1) or sum (column 2, minor units) of the payments in the window that ends at `nowMs`. Of the payments in
 * the bucket of `nowMs` it leaves out later ones, as far as `recent` holds them.
 */
export function totalInWindow(
  list: BucketList,
  column: 1 | 2,
  { bucketMs, buckets }: TimeWindow,
  nowMs: number,
  { latestMs, recent }: Latest,
): number {
  const last = Math.floor(nowMs / bucketMs)
  const total = totalInBuckets(list, column, last - buckets + 1, last)
  return latestMs > nowMs ? total - laterInBucket(recent, column, bucketMs, nowMs) : total
}

/** End of the newest bucket that begins by `nowMs`; Infinity without one. */
export function newestBucketEnd(list: BucketList, { bucketMs }: TimeWindow, nowMs: number): number {
  const last = Math.floor(nowMs / bucketMs)
  for (let i = list.length - STRIDE; i >= 0; i -= STRIDE)
    if (list[i]! <= last) return (list[i]! + 1) * bucketMs
  return Infinity
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
 * Adds to both totals of the bucket of `atMs`, in place, and drops buckets that are no longer kept. Late events go into their
 * own bucket; events older than the kept buckets are ignored. Drops a bucket whose count returns to zero and subtracts
 * nothing from an absent bucket. The buckets depend on the events alone, not on the order of their arrival.
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
  const oldestKept = newest - window.kept + 1
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

  let expired = Math.max(0, list.length - STRIDE * window.most)
  while (list[expired]! < oldestKept) expired += STRIDE
  if (expired > 0) list.splice(0, expired)
}

/** Index 0..7 of the three-hour part of the day (UTC) that contains a time. */
export function dayPartOf(atMs: number): number {
  const part = Math.floor(atMs / (3 * HOUR_MS)) % 8
  return part < 0 ? part + 8 : part
}

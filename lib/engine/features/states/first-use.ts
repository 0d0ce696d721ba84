/** When an account first used a device or a phone: flat pairs [hash, minute of first use, ...], last used last. */

import { MINUTE_MS } from './time-window'

/** Epoch milliseconds of the first use, to the minute; NaN where it is not known. */
export function firstUse(pairs: readonly number[], hash: number): number {
  for (let i = 0; i < pairs.length; i += 2) {
    if (pairs[i] === hash) return pairs[i + 1]! * MINUTE_MS
  }
  return NaN
}

/** Records one use, in place; a full list drops the value unused for the longest time. A late use can be the first one. */
export function recordUse(pairs: number[], hash: number, occurredAtMs: number, maxValues: number): void {
  const minute = Math.floor(occurredAtMs / MINUTE_MS)
  let first = minute
  let at = 0
  while (at < pairs.length && pairs[at] !== hash) at += 2
  if (at < pairs.length) {
    first = Math.min(pairs[at + 1]!, minute)
    if (at === pairs.length - 2) {
      pairs[at + 1] = first
      return
    }
    pairs.splice(at, 2)
  } else if (pairs.length >= 2 * maxValues) {
    pairs.splice(0, 2)
  }
  pairs.push(hash, first)
}

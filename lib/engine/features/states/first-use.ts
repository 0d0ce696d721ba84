/** First uses of devices or phones by an account: flat pairs [hash, minute of first use, ...], most recently used last. */

import { MINUTE_MS } from './time-window'

/** Time of the first use in epoch milliseconds, to the minute; NaN for an unknown value. */
export function firstUse(pairs: readonly number[], hash: number): number {
  for (let i = 0; i < pairs.length; i += 2) {
    if (pairs[i] === hash) return pairs[i + 1]! * MINUTE_MS
  }
  return NaN
}

/** Records a use, in place. A full list drops the least recently used value. A late event can move the first use back. */
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

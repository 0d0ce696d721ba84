/** Counts of an account's countries, channels or parts of the day, with exponential decay so that habits can change. */

/** Distinct values per list; a full list drops the rarest. */
const MAX_VALUES = 8
/** At this total all counts are halved, so earlier payments weigh half as much as later ones. */
const HALVE_AT = 64

/** Share (0..1) of this value among the counted uses; 0 for a new value, NaN for an empty list. */
export function shareOf(pairs: readonly number[], hash: number): number {
  let total = 0
  let own = 0
  for (let i = 0; i < pairs.length; i += 2) {
    total += pairs[i + 1]!
    if (pairs[i] === hash) own = pairs[i + 1]!
  }
  return total === 0 ? NaN : own / total
}

/** Counts a use in a flat list [hash, uses, ...], in place. */
export function countUse(pairs: number[], hash: number): void {
  let total = 1
  let rarest = 0
  let found = -1
  for (let i = 0; i < pairs.length; i += 2) {
    total += pairs[i + 1]!
    if (pairs[i] === hash) found = i
    if (pairs[i + 1]! < pairs[rarest + 1]!) rarest = i
  }
  if (found >= 0) pairs[found + 1]! += 1
  else {
    if (pairs.length >= 2 * MAX_VALUES) pairs.splice(rarest, 2)
    pairs.push(hash, 1)
  }
  if (total >= HALVE_AT) halve(pairs)
}

/** Halves the counts, rounding down, and drops values at zero. */
function halve(pairs: number[]): void {
  let kept = 0
  for (let i = 0; i < pairs.length; i += 2) {
    const half = pairs[i + 1]! >> 1
    if (half === 0) continue
    pairs[kept] = pairs[i]!
    pairs[kept + 1] = half
    kept += 2
  }
  pairs.length = kept
}

/** Parts of a day: eight of three hours. */
export const DAY_PARTS = 8

/** Share (0..1) of the counted payments in this part of the day; NaN for an empty list. */
export function shareOfPart(parts: readonly number[], part: number): number {
  let total = 0
  for (let i = 0; i < parts.length; i++) total += parts[i]!
  return total === 0 ? NaN : parts[part]! / total
}

/** Counts a payment in a part of the day, in place. The first payment creates the eight counts. */
export function countDayPart(parts: number[], part: number): void {
  while (parts.length < DAY_PARTS) parts.push(0)
  parts[part]! += 1
  let total = 0
  for (let i = 0; i < DAY_PARTS; i++) total += parts[i]!
  if (total >= HALVE_AT) for (let i = 0; i < DAY_PARTS; i++) parts[i]! >>= 1
}

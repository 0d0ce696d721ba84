/** How often an account used each country, channel or part of the day: counts that are halved, so that habits can change. */

/** Distinct values kept; a full list drops the rarest one. */
const MAX_VALUES = 8
/** At this total all counts are halved: earlier payments then weigh half as much as later ones. */
const FADE_AT = 64

/** Share (0..1) of remembered uses that were of this value; 0 for a new one, NaN while nothing is remembered. */
export function shareOf(pairs: readonly number[], hash: number): number {
  let total = 0
  let own = 0
  for (let i = 0; i < pairs.length; i += 2) {
    total += pairs[i + 1]!
    if (pairs[i] === hash) own = pairs[i + 1]!
  }
  return total === 0 ? NaN : own / total
}

/** Counts one use in a flat list of [hash, uses, ...], in place. */
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
  if (total >= FADE_AT) fade(pairs)
}

/** Halves the counts and drops those that reach zero. */
function fade(pairs: number[]): void {
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

/** The parts of a day whose payments are counted: eight of three hours. */
export const DAY_PARTS = 8

/** Share (0..1) of remembered payments in this part of the day; NaN while nothing is remembered. */
export function shareOfPart(parts: readonly number[], part: number): number {
  let total = 0
  for (let i = 0; i < parts.length; i++) total += parts[i]!
  return total === 0 ? NaN : parts[part]! / total
}

/** Counts one payment in a part of the day, in place. The list gets its eight places with the first payment. */
export function countDayPart(parts: number[], part: number): void {
  while (parts.length < DAY_PARTS) parts.push(0)
  parts[part]! += 1
  let total = 0
  for (let i = 0; i < DAY_PARTS; i++) total += parts[i]!
  if (total >= FADE_AT) for (let i = 0; i < DAY_PARTS; i++) parts[i]! >>= 1
}

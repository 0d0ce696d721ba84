/** Grids of amounts (minor units) below and above an amount, nearest first: steps of 1/50 up to a half, then geometric. */

const FIFTIETHS = 25
const RATIOS = 60
/** The grid ends at 100 times the amount and at one unit of money. */
const LARGEST_RATIO = 100
const ONE_UNIT = 100
/** The largest amount that scoring accepts: ten trillion units. */
const LARGEST = 1e15
const SHOWN_DIGITS = 3

export function amountsBelow(from: number): number[] {
  const near = Array.from({ length: FIFTIETHS }, (_, i) => from * (1 - (i + 1) / 50))
  const ratio = (ONE_UNIT / (from / 2)) ** (1 / RATIOS)
  const far = Array.from({ length: RATIOS }, (_, i) => (from / 2) * ratio ** (i + 1))
  const shown = [...near, ...(ratio < 1 ? far : [])].map((amount) => toDigits(amount, Math.floor))
  return [...new Set(shown)].filter((amount) => amount >= ONE_UNIT && amount < from)
}

export function amountsAbove(from: number): number[] {
  const start = Math.max(from, ONE_UNIT)
  const near = Array.from({ length: FIFTIETHS }, (_, i) => start * (1 + (i + 1) / 50))
  const ratio = ((LARGEST_RATIO * start) / near.at(-1)!) ** (1 / RATIOS)
  const far = Array.from({ length: RATIOS }, (_, i) => near.at(-1)! * ratio ** (i + 1))
  const shown = [...near, ...far].map((amount) => toDigits(amount, Math.ceil))
  return [...new Set(shown)].filter((amount) => amount > from && amount <= LARGEST)
}

/** Each amount and the amount one minor unit further, so the grid contains amounts that are not round. */
export const roundAndNot = (amounts: readonly number[], further: 1 | -1): number[] =>
  amounts.flatMap((amount) => [amount, amount + further])

function toDigits(amount: number, round: (value: number) => number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) + 1 - SHOWN_DIGITS)
  return round(amount / unit) * unit
}

/** The last amounts of an account, for an exact running median. A mean would follow the outliers that it should reveal. */

export const MAX_RECENT_AMOUNTS = 25

const sorted = new Float64Array(MAX_RECENT_AMOUNTS)

/** Appends an amount, in place; drops the oldest one of a full list. */
export function rememberAmount(amounts: number[], amountMinor: number): void {
  if (amounts.length >= MAX_RECENT_AMOUNTS) amounts.shift()
  amounts.push(amountMinor)
}

/** Exact median of at most 25 amounts, in minor units; for an even number the mean of the middle two; NaN for none. */
export function medianOf(amounts: readonly number[]): number {
  const n = amounts.length
  if (n === 0) return NaN
  for (let i = 0; i < n; i++) {
    const amount = amounts[i]!
    let at = i
    while (at > 0 && sorted[at - 1]! > amount) {
      sorted[at] = sorted[at - 1]!
      at -= 1
    }
    sorted[at] = amount
  }
  const middle = n >> 1
  return n % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

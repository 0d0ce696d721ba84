/**
 * What the thresholds of one source did, in columns: place i belongs to `thresholds[i]`, and a payment counts there when
 * its score is at least the threshold. Money in major units.
 */
export interface TunerCurve {
  /** Ascending. */
  thresholds: readonly number[]
  payments: number
  frauds: number
  /** Payments a day in production; the counts are scaled to it. */
  paymentsPerDay: number
  flagged: readonly number[]
  caught: readonly number[]
  /** Null where the source does not know the amounts of its frauds. */
  caughtAmount: readonly number[] | null
  /** Sums of squared fraud amounts, for the interval of the optimum; null where they are not known. */
  caughtSquares: readonly number[] | null
}

/** What a review threshold does. Rates are null without a denominator; money is null where amounts are not known. */
export interface TunerFigures {
  threshold: number
  precision: number | null
  recall: number | null
  alertsPerDay: number
  hoursPerDay: number
  savedPerDay: number | null
}

/** The curve of a source from its bins: `payments[0]` lies below the first threshold, `payments[i]` from thresholds[i - 1] on. */
export function curveOfBins(
  thresholds: readonly number[],
  bins: {
    payments: readonly number[]
    frauds: readonly number[]
    fraudAmounts: readonly number[]
    fraudSquares: readonly number[]
  },
  paymentsPerDay: number,
): TunerCurve {
  const flagged = fromHereOn(bins.payments)
  const caught = fromHereOn(bins.frauds)
  return {
    thresholds,
    payments: flagged[0] ?? 0,
    frauds: caught[0] ?? 0,
    paymentsPerDay,
    flagged: flagged.slice(1),
    caught: caught.slice(1),
    caughtAmount: fromHereOn(bins.fraudAmounts).slice(1),
    caughtSquares: fromHereOn(bins.fraudSquares).slice(1),
  }
}

/** Sums from each place to the end. */
function fromHereOn(values: readonly number[]): number[] {
  const sums = [...values]
  for (let i = sums.length - 2; i >= 0; i--) sums[i] = (sums[i] as number) + (sums[i + 1] as number)
  return sums
}

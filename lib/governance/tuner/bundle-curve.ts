import type { ModelReport } from '@/lib/governance/models/schema'
import type { TunerCurve } from './curve'
import { DAY_MS } from '@/lib/platform/time'

/** The curve of the bundle's test slice with the period of the slice, or null where it has too few points to tune by. */
export interface BundleCurve {
  curve: TunerCurve
  from: string
  to: string
  days: number
}

/**
 * The test slice of the report as a curve. A report holds net savings under the costs of the training; the amount of the
 * frauds caught follows from them where a missed fraud costs its amount, and is unknown where it costs a fixed sum.
 * @param paymentsPerDay scales the counts to the institution's own traffic; null: to the traffic of the slice
 */
export function bundleCurve(report: ModelReport, paymentsPerDay: number | null): BundleCurve | null {
  const slice = report.slices.find(({ name }) => name === 'test')
  const { points, costPerMissed, costPerReview } = report.savings
  if (!slice || slice.rows === 0 || points.length < 2) return null
  const days = Math.max(1, (Date.parse(slice.to) - Date.parse(slice.from)) / DAY_MS)
  const curve: TunerCurve = {
    thresholds: points.map(({ threshold }) => threshold),
    payments: slice.rows,
    frauds: slice.frauds,
    paymentsPerDay: paymentsPerDay ?? slice.rows / days,
    flagged: points.map(({ reviews }) => reviews),
    caught: points.map(({ caught }) => caught),
    caughtAmount:
      costPerMissed === 'amount'
        ? points.map(({ netSavings, reviews }) => cents(netSavings + reviews * costPerReview))
        : null,
    caughtSquares: null,
  }
  return { curve, from: slice.from, to: slice.to, days }
}

/** The sums of the report have two decimals. */
const cents = (sum: number): number => Math.max(0, Math.round(sum * 100) / 100)

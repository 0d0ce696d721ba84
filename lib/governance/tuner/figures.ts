import { type TunerAssumptions, type UnitSavings, unitSavings } from './assumptions'
import type { TunerCurve, TunerFigures } from './curve'
import { placeUpTo } from './thresholds'

const MINUTES_PER_HOUR = 60

/** Counts of one threshold, as observed or redrawn. */
export interface ThresholdCounts {
  flagged: number
  caught: number
  caughtAmount: number | null
  /** Genuine payments that are blocked. */
  stopped: number
}

/** Money saved over approving every payment; null where the cost model needs amounts that the source does not know. */
export function savingsOf(counts: ThresholdCounts, unit: UnitSavings): number | null {
  const { flagged, caught, caughtAmount, stopped } = counts
  if (unit.needsAmounts && caughtAmount === null) return null
  const prevented = caught * unit.perFraud + (caughtAmount ?? 0) * unit.perFraudAmount
  return prevented + flagged * unit.perAlert + stopped * unit.perStopped
}

/** The counts of the review threshold at `place` while payments from the block threshold's place on are blocked. */
export function countsAt(curve: TunerCurve, place: number, blockPlace: number): ThresholdCounts {
  const blocked = Math.max(place, blockPlace)
  return {
    flagged: curve.flagged[place] ?? 0,
    caught: curve.caught[place] ?? 0,
    caughtAmount: curve.caughtAmount?.[place] ?? null,
    stopped: (curve.flagged[blocked] ?? 0) - (curve.caught[blocked] ?? 0),
  }
}

/** Days in production that the counts of the curve stand for. */
export const daysOf = ({ payments, paymentsPerDay }: TunerCurve): number =>
  paymentsPerDay > 0 ? payments / paymentsPerDay : 0

/**
 * What the review threshold at `place` does. All alerts are reviewed, and payments from the block threshold on are stopped.
 * @param block the block threshold
 */
export const figuresAt = (
  curve: TunerCurve,
  place: number,
  block: number,
  assumptions: TunerAssumptions,
): TunerFigures => figuresBy(curve, block, assumptions)(place)

/** The figures of every threshold, ascending. */
export function allFigures(curve: TunerCurve, block: number, assumptions: TunerAssumptions): TunerFigures[] {
  const figuresOf = figuresBy(curve, block, assumptions)
  return curve.thresholds.map((_, place) => figuresOf(place))
}

function figuresBy(curve: TunerCurve, block: number, assumptions: TunerAssumptions) {
  const blockPlace = placeUpTo(curve.thresholds, block)
  const unit = unitSavings(assumptions)
  const days = daysOf(curve)
  const perDay = (sum: number) => (days > 0 ? sum / days : 0)
  return (place: number): TunerFigures => {
    const counts = countsAt(curve, place, blockPlace)
    const saved = savingsOf(counts, unit)
    const alertsPerDay = perDay(counts.flagged)
    return {
      threshold: curve.thresholds[place] as number,
      precision: counts.flagged > 0 ? counts.caught / counts.flagged : null,
      recall: curve.frauds > 0 ? counts.caught / curve.frauds : null,
      alertsPerDay,
      hoursPerDay: (alertsPerDay * assumptions.minutesPerAlert) / MINUTES_PER_HOUR,
      savedPerDay: saved === null ? null : perDay(saved),
    }
  }
}

import { type TunerAssumptions, type UnitSavings, unitSavings } from './assumptions'
import type { TunerCurve } from './curve'
import { countsAt, daysOf, savingsOf, type ThresholdCounts } from './figures'
import { placeUpTo } from './thresholds'

/**
 * The place of the review threshold that saves most while its alerts fit the capacity; the highest one of equals, which
 * makes the fewest alerts. Only thresholds up to the block threshold can be in force. Null where none fits, or where the
 * cost model needs amounts that the source does not know.
 */
export function findOptimum(curve: TunerCurve, block: number, assumptions: TunerAssumptions): number | null {
  const blockPlace = placeUpTo(curve.thresholds, block)
  const most = assumptions.alertsPerDay * daysOf(curve)
  return bestPlace(blockPlace, most, unitSavings(assumptions), (place) => countsAt(curve, place, blockPlace))
}

/** The same search over any counts. `most` is the capacity in the period of the counts. */
export function bestPlace(
  blockPlace: number,
  most: number,
  unit: UnitSavings,
  countsOf: (place: number) => ThresholdCounts,
): number | null {
  let best: number | null = null
  let saved = -Infinity
  for (let place = blockPlace; place >= 0; place--) {
    const counts = countsOf(place)
    if (counts.flagged > most) break
    const here = savingsOf(counts, unit)
    if (here === null) return null
    if (here > saved) [best, saved] = [place, here]
  }
  return best
}

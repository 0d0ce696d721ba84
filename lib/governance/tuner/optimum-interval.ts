import { type TunerAssumptions, unitSavings } from './assumptions'
import type { TunerCurve } from './curve'
import { countsAt, daysOf, savingsOf, type ThresholdCounts } from './figures'
import { bestPlace, findOptimum } from './optimum'
import { normal, poisson, uniforms } from './redraw'
import { placeUpTo } from './thresholds'

const REPLICATES = 400
const TAIL = 0.025
const SEED = 20_261_226

/** The recommended threshold with 95 % intervals. Money per day in production. */
export interface TunerOptimum {
  place: number
  threshold: number
  thresholdLow: number
  thresholdHigh: number
  savedPerDay: number
  savedLow: number
  savedHigh: number
}

interface Bins {
  genuine: number[]
  frauds: number[]
  amounts: number[]
  /** Sums of squares; of a bin with one fraud its square. */
  squares: number[]
}

/**
 * The optimum under the capacity with its interval by the Poisson bootstrap (Hanley and MacGibbon, 2006; Chamandy et al.,
 * Estimating uncertainty for massive data streams, 2012): each payment counts Poisson(1) times. Drawn per bin of the score,
 * because the sum of n such weights is Poisson(n); the amount of the frauds in a bin is drawn from the normal distribution
 * with the mean and variance that resampling its frauds has. Each of the 400 replicates searches its own optimum.
 * Payments count as independent: frauds of one campaign are not, so the true interval is wider.
 */
export function optimumWithInterval(
  curve: TunerCurve,
  block: number,
  assumptions: TunerAssumptions,
): TunerOptimum | null {
  const place = findOptimum(curve, block, assumptions)
  if (place === null) return null
  const blockPlace = placeUpTo(curve.thresholds, block)
  const days = daysOf(curve)
  const most = assumptions.alertsPerDay * days
  const unit = unitSavings(assumptions)
  const bins = binsOf(curve)
  const uniform = uniforms(SEED)
  const places: number[] = []
  const savings: number[] = []
  const last = lowestPlaceToDraw(curve, most, place)
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    const counts = redrawn(bins, last, blockPlace, uniform)
    places.push(bestPlace(blockPlace, most, unit, (at) => counts[at] ?? BEYOND) ?? blockPlace)
    savings.push(savingsOf(counts[place] as ThresholdCounts, unit) as number)
  }
  const thresholdAt = (share: number) => curve.thresholds[quantile(places, share)] as number
  const perDay = (sum: number) => sum / days
  return {
    place,
    threshold: curve.thresholds[place] as number,
    thresholdLow: thresholdAt(TAIL),
    thresholdHigh: thresholdAt(1 - TAIL),
    savedPerDay: perDay(savingsOf(countsAt(curve, place, blockPlace), unit) as number),
    savedLow: perDay(quantile(savings, TAIL)),
    savedHigh: perDay(quantile(savings, 1 - TAIL)),
  }
}

/** A threshold that no replicate reaches: its alerts exceed every capacity. */
const BEYOND: ThresholdCounts = { flagged: Infinity, caught: 0, caughtAmount: 0, stopped: 0 }

/** Thresholds whose alerts exceed the capacity by ten standard deviations fit in no replicate and need no draw. */
function lowestPlaceToDraw({ flagged }: TunerCurve, most: number, place: number): number {
  const bound = most + 10 * Math.sqrt(most) + 100
  const fits = flagged.findIndex((count) => count <= bound)
  return Math.min(place, fits < 0 ? place : fits)
}

function binsOf({ flagged, caught, caughtAmount, caughtSquares }: TunerCurve): Bins {
  const frauds = differences(caught)
  const amounts = differences(caughtAmount ?? caught.map(() => 0))
  return {
    genuine: differences(flagged).map((count, i) => Math.max(0, count - (frauds[i] as number))),
    frauds,
    amounts,
    squares: caughtSquares
      ? differences(caughtSquares)
      : amounts.map((amount, i) => ((frauds[i] as number) > 0 ? amount ** 2 / (frauds[i] as number) : 0)),
  }
}

/** What lies between a place and the next. */
const differences = (sums: readonly number[]): number[] =>
  sums.map((sum, i) => Math.max(0, sum - (sums[i + 1] ?? 0)))

/** The counts of every place from the highest threshold down to place `last`, with new weights. */
function redrawn(bins: Bins, last: number, blockPlace: number, uniform: () => number): ThresholdCounts[] {
  const counts = new Array<ThresholdCounts>(bins.frauds.length)
  let [flagged, caught, caughtAmount, stopped] = [0, 0, 0, 0]
  for (let place = bins.frauds.length - 1; place >= last; place--) {
    const genuine = poisson(bins.genuine[place] as number, uniform)
    const frauds = poisson(bins.frauds[place] as number, uniform)
    flagged += genuine + frauds
    caught += frauds
    caughtAmount += amountOf(bins, place, frauds, uniform)
    if (place >= blockPlace) stopped += genuine
    counts[place] = { flagged, caught, caughtAmount, stopped }
  }
  return counts
}

/** The amount of `drawn` frauds that are drawn with replacement from the frauds of the bin. */
function amountOf({ frauds, amounts, squares }: Bins, place: number, drawn: number, uniform: () => number) {
  const count = frauds[place] as number
  if (drawn === 0 || count === 0) return 0
  const mean = (amounts[place] as number) / count
  const variance = Math.max(0, (squares[place] as number) / count - mean ** 2)
  if (variance <= mean ** 2 * 1e-9) return drawn * mean
  return Math.max(0, drawn * mean + Math.sqrt(drawn * variance) * normal(uniform))
}

/** The value below which this share lies. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number
}

import { type BaselineHistogram, distinctValues } from './bins'
import { bucketOf, type Sketch, valueOf } from './value-sketch'

/** How far the values of a feature moved. */
export interface Distance {
  /** Wasserstein-1 distance: by how much a value moved on average, in the unit of the feature. */
  moved: number
  /** The same in mean absolute deviations of the baseline. */
  scaled: number
}

/** Points of a quantile function: at `shares[i]` of the known rows the value is `values[i]`. Both ascend. */
interface QuantilePoints {
  shares: number[]
  values: number[]
}

const STEPS = 200

/**
 * Wasserstein-1 distance between the known values of baseline and recent rows, the area between their quantile functions
 * (Vallender, 1974), both clipped to the range that the baseline documents. Does not depend on bins: the recent side comes from a
 * sketch, the baseline from its quantiles, or, in bundles without them, from straight lines between the quantiles at its edges.
 * @returns null where a side has no known values
 */
export function quantileDistance(baseline: BaselineHistogram, recent: Sketch): Distance | null {
  const points = quantilePoints(baseline)
  if (points === null || recent.total === 0) return null
  const [low, high] = [points.values[0]!, points.values.at(-1)!]
  const base: number[] = []
  let moved = 0
  const recentAt = quantileReader(recent)
  for (let step = 0; step < STEPS; step++) {
    const share = (step + 0.5) / STEPS
    const b = sketched(quantileAt(points, share))
    base.push(b)
    moved += Math.abs(b - Math.min(Math.max(recentAt(share), sketched(low)), sketched(high))) / STEPS
  }
  const median = base[STEPS / 2]!
  const deviation = base.reduce((sum, b) => sum + Math.abs(b - median), 0) / STEPS
  // A constant column has no deviation: its size, or 1 for a constant 0, takes the place.
  return { moved, scaled: moved / (deviation || Math.abs(median) || 1) }
}

/** The mean of the known values: as the bundle states it, or the area under the quantile function that its edges imply. */
export function baselineMean(baseline: BaselineHistogram): { mean: number; isEstimate: boolean } | null {
  if (baseline.mean !== undefined) return { mean: baseline.mean, isEstimate: false }
  const points = quantilePoints(baseline)
  if (points === null) return null
  let mean = 0
  for (let step = 0; step < STEPS; step++) mean += quantileAt(points, (step + 0.5) / STEPS) / STEPS
  return { mean, isEstimate: true }
}

/** Both sides have the rounding of the sketch, so that equal distributions have distance 0. */
const sketched = (value: number): number => valueOf(bucketOf(value))

function quantilePoints(baseline: BaselineHistogram): QuantilePoints | null {
  const { edges, counts, quantiles } = baseline
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const points: QuantilePoints = { shares: [], values: [] }
  let below = 0
  const put = (share: number, value: number) => {
    points.shares.push(share)
    points.values.push(value)
  }
  const distinct = distinctValues(baseline)
  if (distinct !== null) {
    distinct.forEach((value, i) => {
      put(below / total, value)
      below += counts[i] ?? 0
      put(below / total, value)
    })
    return points
  }
  if (quantiles !== undefined && quantiles.length > 1) {
    return { shares: quantiles.map((_, i) => i / (quantiles.length - 1)), values: [...quantiles] }
  }
  edges.forEach((edge, i) => {
    // The first bin has no lower end: its rows count as lying on its edge.
    if (i === 0) put(0, edge)
    below += counts[i] ?? 0
    put(below / total, edge)
  })
  return points
}

function quantileAt({ shares, values }: QuantilePoints, share: number): number {
  let i = shares.findIndex((at) => at >= share)
  if (i < 0) i = shares.length - 1
  const [s0, s1] = [shares[i - 1] ?? shares[i]!, shares[i]!]
  const [v0, v1] = [values[i - 1] ?? values[i]!, values[i]!]
  return s1 === s0 ? v1 : v0 + (v1 - v0) * Math.min(1, (share - s0) / (s1 - s0))
}

/** Reads quantiles of ascending shares in one pass. */
function quantileReader({ values, counts, total }: Sketch): (share: number) => number {
  let i = 0
  let below = counts[0] ?? 0
  return (share) => {
    while (below < share * total && i < values.length - 1) below += counts[++i]!
    return values[i]!
  }
}

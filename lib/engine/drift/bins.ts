/** A histogram of baseline.json. Bin i holds edges[i-1] < value <= edges[i]. Older bundles lack the optional fields. */
export interface BaselineHistogram {
  edges: readonly number[]
  /** One more than edges. */
  counts: readonly number[]
  missing: number
  /** Rows whose value is exactly 0. */
  zeros?: number
  /** The distinct values of a column that has few of them, ascending: one bin each. */
  values?: readonly number[]
  mean?: number
  /** 201 quantiles of the known values, at shares 0, 0.005, ..., 1. */
  quantiles?: readonly number[]
}

/**
 * The bins of one feature: the intervals of its baseline with open ends, then one bin each for the zero of a zero-inflated
 * feature, for missing values and for values that the baseline never had.
 */
export interface Bins {
  edges: readonly number[]
  /** The values that the baseline had, one per interval; null where it had many. */
  values: readonly number[] | null
  hasZero: boolean
  zero: number
  missing: number
  unseen: number
  /** The number of bins, used or not. */
  size: number
}

/** From this share of the rows on, zeros have a bin of their own. */
const ZERO_INFLATED = 0.05

export function binsOf(histogram: BaselineHistogram): Bins {
  const { edges } = histogram
  const values = distinctValues(histogram)
  const zero = edges.length + 1
  return {
    edges,
    values,
    hasZero: values === null && zerosOf(histogram) >= ZERO_INFLATED * rowsOf(histogram),
    zero,
    missing: zero + 1,
    unseen: zero + 2,
    size: zero + 3,
  }
}

/** The rows of the baseline in each bin, as [bins.size]. */
export function baselineCounts(histogram: BaselineHistogram, bins: Bins): Float64Array {
  const counts = new Float64Array(bins.size)
  counts.set(histogram.counts)
  counts[bins.missing] = histogram.missing
  if (bins.hasZero) {
    const zeros = zerosOf(histogram)
    counts[bins.zero] = zeros
    counts[intervalOf(bins.edges, 0)]! -= zeros
  }
  return counts
}

/** The bin of a value; NaN is missing. */
export function binOf(bins: Bins, value: number): number {
  if (Number.isNaN(value)) return bins.missing
  if (bins.hasZero && value === 0) return bins.zero
  const interval = intervalOf(bins.edges, value)
  return bins.values !== null && bins.values[interval] !== value ? bins.unseen : interval
}

/** The number of edges below the value. */
export function intervalOf(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

export const rowsOf = ({ counts, missing }: BaselineHistogram): number =>
  counts.reduce((sum, count) => sum + count, missing)

/** Bundles without `zeros`: where the first edge is 0, its bin holds zeros only, because such features are never negative. */
const zerosOf = ({ zeros, edges, counts }: BaselineHistogram): number =>
  zeros ?? (edges[0] === 0 ? (counts[0] ?? 0) : 0)

/**
 * The values of a column of few, one per interval; null for many. Where the bundle does not name them, they follow from its edges: edges of a column of few values lie halfway between
 * its values, so whole numbers follow from the first one. A constant column has its value as the only edge.
 */
export function distinctValues({
  values: named,
  edges,
  counts,
}: BaselineHistogram): readonly number[] | null {
  if (named !== undefined) return named
  const [first] = edges
  if (first === undefined) return null
  if (edges.length === 1 && counts[1] === 0) return [first]
  if (Math.abs(first % 1) !== 0.5) return null
  const values = [Math.floor(first) === 0 ? 0 : Math.floor(first)]
  for (const edge of edges) values.push(2 * edge - values.at(-1)!)
  const fits = values.every(
    (value, i) =>
      Number.isInteger(value) && value > (edges[i - 1] ?? -Infinity) && value < (edges[i] ?? Infinity),
  )
  return fits ? values : null
}

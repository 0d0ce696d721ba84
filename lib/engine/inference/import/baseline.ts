/** Counts over (-inf, edges[0]], (edges[0], edges[1]], ..., (last edge, inf), and of missing values. */
export interface Histogram {
  edges: number[]
  counts: number[]
  missing: number
}

/** The content of baseline.json, as ml/training/baseline.py writes it. */
export interface Baseline {
  rows: number
  score: Histogram
  features: Record<string, Histogram>
}

const QUANTILES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 0.999]
const FEW_VALUES = 12

/**
 * What drift is measured against.
 * @param rows row-major [n x features], NaN is missing
 * @param scores calibrated probabilities [n]
 */
export function baselineOf(features: readonly string[], rows: Float32Array, scores: Float64Array): Baseline {
  const column = (f: number) => Float64Array.from(scores, (_, r) => rows[r * features.length + f]!)
  return {
    rows: scores.length,
    score: histogram(scores),
    features: Object.fromEntries(features.map((name, f) => [name, histogram(column(f))])),
  }
}

/** Edges are deciles, with two more for the tail; a column of few distinct values has one bin per value. */
export function histogram(values: Float64Array): Histogram {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  const edges = edgesOf(known)
  const counts = new Array<number>(edges.length + 1).fill(0)
  let bin = 0
  for (const value of known) {
    while (bin < edges.length && edges[bin]! < value) bin++
    counts[bin]!++
  }
  return { edges, counts, missing: values.length - known.length }
}

/** @param known ascending */
function edgesOf(known: Float64Array): number[] {
  const distinct = [...known].filter((value, i) => i === 0 || value !== known[i - 1])
  if (distinct.length <= 1) return distinct
  if (distinct.length <= FEW_VALUES) {
    return distinct.slice(1).map((value, i) => (distinct[i]! + value) / 2)
  }
  return [...new Set(QUANTILES.map((share) => known[Math.floor(share * (known.length - 1))]!))]
}

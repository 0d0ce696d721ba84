import { baselineCounts, type BaselineHistogram, type Bins, binsOf } from './bins'

/** baseline.json of a bundle. */
export interface Baseline {
  rows: number
  score: BaselineHistogram
  features: Readonly<Record<string, BaselineHistogram>>
}

/** Where the bins of each column of a tally lie: the features in the order of the model, then the score. */
export interface Layout {
  columns: readonly Column[]
  /** Bins of all columns together. */
  size: number
}

export interface Column {
  /** Null for the score. */
  feature: string | null
  histogram: BaselineHistogram
  bins: Bins
  /** Its first bin in the tally. */
  offset: number
  baseline: Float64Array
}

/** @throws RangeError where the baseline lacks a feature of the model */
export function layoutOf(features: readonly string[], baseline: Baseline): Layout {
  let size = 0
  const column = (feature: string | null, histogram: BaselineHistogram | undefined): Column => {
    if (histogram === undefined) throw new RangeError(`the baseline has no histogram of ${feature}`)
    const bins = binsOf(histogram)
    const offset = size
    size += bins.size
    return { feature, histogram, bins, offset, baseline: baselineCounts(histogram, bins) }
  }
  const columns = [
    ...features.map((name) => column(name, baseline.features[name])),
    column(null, baseline.score),
  ]
  return { columns, size }
}

/** The bins of one column. */
export const binsIn = (values: Float64Array, { offset, bins }: Column): Float64Array =>
  values.subarray(offset, offset + bins.size)

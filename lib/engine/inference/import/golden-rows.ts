import { type Calibration, calibrator } from '../calibration'
import type { Golden } from '../golden'
import { walkMargin } from '../predict'
import type { TreeShap } from '../tree-shap'
import type { TreeEnsemble } from '../trees'
import type { Reference } from './read-reference'

const ROWS = 300

/**
 * The golden rows of an imported model: reference rows with the results of the trees in float64, so that a bundle is
 * verified to 1e-9 when it is loaded. The proof against the library itself is made once, at import.
 */
export function goldenDocument(
  trees: TreeEnsemble,
  explain: TreeShap['explain'],
  reference: Reference,
  calibration: Calibration,
): Golden {
  const width = trees.featureCount
  const chosen = chooseRows(reference)
  const rows = Float32Array.from(
    chosen.flatMap((r) => [...reference.rows.subarray(r * width, (r + 1) * width)]),
  )
  const contributions = explain(rows, chosen.length)
  const margins = chosen.map((_, i) => walkMargin(trees, rows, i * width))
  const matrix = (values: Float32Array | Float64Array) =>
    chosen.map((_, i) => [...values.subarray(i * width, (i + 1) * width)])
  return {
    rows: matrix(rows).map((row) => row.map((value) => (Number.isNaN(value) ? null : value))),
    margins,
    contributions: matrix(contributions),
    scores: margins.map(calibrator(calibration)),
  }
}

/** Every k-th row in the order of the margins, the highest and the lowest included. */
function chooseRows({ n, margins }: Reference): number[] {
  const byMargin = Array.from({ length: n }, (_, r) => r).sort((a, b) => margins[a]! - margins[b]!)
  const count = Math.min(ROWS, n)
  const places = Array.from({ length: count }, (_, i) => Math.round((i * (n - 1)) / Math.max(count - 1, 1)))
  return places.map((place) => byMargin[place]!)
}

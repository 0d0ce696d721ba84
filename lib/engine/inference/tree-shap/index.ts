import type { TreeEnsemble } from '../trees'
import { explainBlock } from './explain-block'
import { explainRow } from './explain-row'
import { BLOCK_ROWS, buildShapMemory } from './shap-memory'

/** Below this many rows, one row after the other beats passing over all groups. */
const BLOCK_FROM_ROWS = 16

export interface TreeShap {
  /**
   * Contributions of n rows, row-major [n x featureCount] in and out, log-odds. Base value plus a row's contributions
   * is its margin.
   */
  explain(rows: Float32Array, n: number): Float64Array
  tableBytes: number
}

/**
 * Exact path-dependent TreeSHAP (Lundberg et al. 2020), equal to LightGBM's pred_contrib up to float64 sums. The
 * work is done up front: a row then costs one table row per group of leaves.
 * @throws RangeError when the trees are too deep or too many to tabulate.
 */
export function buildTreeShap(trees: TreeEnsemble): TreeShap {
  const memory = buildShapMemory(trees)
  const explain = (rows: Float32Array, n: number) => {
    const width = trees.featureCount
    if (rows.length !== n * width) throw new RangeError(`expected ${n} x ${width} values, got ${rows.length}`)
    const out = new Float64Array(n * width)
    if (n < BLOCK_FROM_ROWS) {
      for (let r = 0; r < n; r++) explainRow(memory, rows, r * width, out, r * width)
      return out
    }
    for (let first = 0; first < n; first += BLOCK_ROWS) {
      explainBlock(memory, rows, first, Math.min(BLOCK_ROWS, n - first), out)
    }
    return out
  }
  return { explain, tableBytes: memory.bytes }
}

import { runAtOnce, type Steps } from '@/lib/platform/in-turns'
import type { TreeEnsemble } from '../trees'
import { explainBlock } from './explain-block'
import { explainRow } from './explain-row'
import { BLOCK_ROWS, buildShapMemory } from './shap-memory'
import { addWideLeaves, findWideLeaves } from './wide-leaves'

/** Fewer rows are explained one by one, which is faster than a block. */
const BLOCK_FROM_ROWS = 16

export interface TreeShap {
  /**
   * Contributions (log-odds) of n rows; both arrays are row-major [n x featureCount]. Base value plus contributions is
   * the margin of a row.
   * @throws RangeError when the number of values is not n x featureCount.
   */
  explain(rows: Float32Array, n: number): Float64Array
  tableBytes: number
}

/**
 * Exact path-dependent TreeSHAP (Lundberg et al. 2020), equal to LightGBM's pred_contrib up to float64 rounding.
 * Precomputes tables (see README.md), so a row reads one table row per group of leaves.
 * Leaves with too many features for a table are explained row by row.
 * @throws RangeError when the trees are too deep or too many for either.
 */
export const buildTreeShap = (trees: TreeEnsemble): TreeShap => runAtOnce(treeShapSteps(trees))

/** The same in steps of at most some milliseconds: the tables of 500 trees take a second. */
export function* treeShapSteps(trees: TreeEnsemble): Steps<TreeShap> {
  const wide = findWideLeaves(trees)
  const memory = yield* buildShapMemory(trees)
  const explain = (rows: Float32Array, n: number) => {
    const width = trees.featureCount
    if (rows.length !== n * width) throw new RangeError(`expected ${n} x ${width} values, got ${rows.length}`)
    const out = new Float64Array(n * width)
    if (n < BLOCK_FROM_ROWS) {
      for (let r = 0; r < n; r++) explainRow(memory, rows, r * width, out, r * width)
    } else {
      for (let first = 0; first < n; first += BLOCK_ROWS) {
        explainBlock(memory, rows, first, Math.min(BLOCK_ROWS, n - first), out)
      }
    }
    if (wide.length > 0) {
      for (let r = 0; r < n; r++) addWideLeaves(trees, wide, rows, r * width, out, r * width)
    }
    return out
  }
  return { explain, tableBytes: memory.bytes }
}

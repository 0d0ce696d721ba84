import type { TreeEnsemble } from '../trees'
import { BLOCK_ROWS, type BlockScratch, blockScratch, explainBlock } from './explain-block'
import { explainRow, rowScratch } from './explain-row'
import { buildGroupTables, tableBytes } from './group-tables'

/** Below this many rows, reading each row's steps as one run beats passing over all groups. */
const BLOCK_FROM_ROWS = 24

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
  const tables = buildGroupTables(trees)
  const places = rowScratch(tables)
  let scratch: BlockScratch | null = null
  const explain = (rows: Float32Array, n: number) => {
    const width = trees.featureCount
    if (rows.length !== n * width) throw new RangeError(`expected ${n} x ${width} values, got ${rows.length}`)
    const out = new Float64Array(n * width)
    if (n < BLOCK_FROM_ROWS) {
      for (let r = 0; r < n; r++) explainRow(tables, rows, r * width, out, r * width, places)
      return out
    }
    scratch ??= blockScratch(tables)
    for (let first = 0; first < n; first += BLOCK_ROWS) {
      explainBlock(tables, rows, first, Math.min(BLOCK_ROWS, n - first), out, scratch)
    }
    return out
  }
  return { explain, tableBytes: tableBytes(tables) }
}

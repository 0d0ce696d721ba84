import { goesLeft, rootOf, shareOf, snapToZero, type TreeEnsemble } from './trees'

/** Index (over the ensemble) of the leaf that the row at rows[offset...] reaches in a tree. */
export function leafOf(trees: TreeEnsemble, tree: number, rows: Float32Array, offset: number): number {
  let child = rootOf(trees, tree)
  while (child >= 0) {
    const x = snapToZero(rows[offset + trees.feature[child]!]!)
    child = goesLeft(trees, child, x) ? trees.left[child]! : trees.right[child]!
  }
  return ~child
}

/**
 * The margin (log-odds) of one row, summed in float64 in tree order as LightGBM does. The reference for the ONNX session
 * and the contributions.
 */
export function walkMargin(trees: TreeEnsemble, rows: Float32Array, offset: number): number {
  let margin = 0
  for (let tree = 0; tree < trees.treeCount; tree++)
    margin += trees.leafValue[leafOf(trees, tree, rows, offset)]!
  return margin
}

/** The expected margin (log-odds) over the training rows: leaf values weighted by cover. */
export function expectedMargin(trees: TreeEnsemble): number {
  let sum = 0
  for (let tree = 0; tree < trees.treeCount; tree++) sum += expectedValue(trees, rootOf(trees, tree))
  return sum
}

function expectedValue(trees: TreeEnsemble, child: number): number {
  if (child < 0) return trees.leafValue[~child]!
  const left = trees.left[child]!
  const right = trees.right[child]!
  return (
    shareOf(trees, child, left) * expectedValue(trees, left) +
    shareOf(trees, child, right) * expectedValue(trees, right)
  )
}

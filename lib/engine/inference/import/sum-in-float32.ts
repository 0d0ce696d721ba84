import { leafOf } from '../predict'
import { float32Step } from '../probe-rows'
import type { TreeEnsemble } from '../trees'

/**
 * The margins of a library that adds its trees in float32, in their order, for n rows [n x features]. The library's base
 * score, the first tree, is a logarithm, which two mathematical libraries may round differently: of our float32 and its
 * neighbours, the one that gives most of the stated margins is taken.
 * @param stated the margins that the library gave
 */
export function sumInFloat32(
  trees: TreeEnsemble,
  rows: Float32Array,
  n: number,
  stated: Float64Array,
): Float64Array {
  const base = Math.fround(trees.leafValue[0]!)
  const starts = [base, float32Step(base, -1), float32Step(base, 1)]
  const sums = starts.map((start) => new Float64Array(n).fill(start))
  for (let r = 0; r < n; r++) {
    for (let t = 1; t < trees.treeCount; t++) {
      const value = Math.fround(trees.leafValue[leafOf(trees, t, rows, r * trees.featureCount)]!)
      for (const sum of sums) sum[r] = Math.fround(sum[r]! + value)
    }
  }
  const hits = sums.map((sum) => countEqual(sum, stated))
  return sums[hits.indexOf(Math.max(...hits))]!
}

export function countEqual(a: Float64Array, b: Float64Array): number {
  let equal = 0
  a.forEach((value, i) => {
    if (value === b[i]) equal++
  })
  return equal
}

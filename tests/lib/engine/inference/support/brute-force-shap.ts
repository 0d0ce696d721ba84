import { goesLeft, rootOf, shareOf, snapToZero, type TreeEnsemble } from '@/lib/engine/inference/trees'

/**
 * Shapley values by definition: sums over all subsets of features. The value of a subset is the path-dependent expectation
 * (follow the row on features in the subset, else weight both sides by cover). Exponential; an oracle for small trees.
 */
export function bruteForceShap(trees: TreeEnsemble, row: Float32Array): Float64Array {
  const n = trees.featureCount
  const values = Array.from({ length: 1 << n }, (_, known) => expectation(trees, row, known))
  return Float64Array.from({ length: n }, (_, feature) => {
    const bit = 1 << feature
    let phi = 0
    for (let known = 0; known < values.length; known++) {
      if (known & bit) continue
      const size = countBits(known)
      const weight = (factorial(size) * factorial(n - size - 1)) / factorial(n)
      phi += weight * (values[known | bit]! - values[known]!)
    }
    return phi
  })
}

function expectation(trees: TreeEnsemble, row: Float32Array, known: number): number {
  const valueOf = (child: number): number => {
    if (child < 0) return trees.leafValue[~child]!
    const left = trees.left[child]!
    const right = trees.right[child]!
    const feature = trees.feature[child]!
    if (known & (1 << feature))
      return valueOf(goesLeft(trees, child, snapToZero(row[feature]!)) ? left : right)
    return shareOf(trees, child, left) * valueOf(left) + shareOf(trees, child, right) * valueOf(right)
  }
  let sum = 0
  for (let tree = 0; tree < trees.treeCount; tree++) sum += valueOf(rootOf(trees, tree))
  return sum
}

function countBits(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + countBits(mask >>> 1)
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1)
}

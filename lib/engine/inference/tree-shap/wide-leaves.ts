import { goesLeft, rootOf, shareOf, snapToZero, type TreeEnsemble } from '../trees'
import { gaussLegendre, type Quadrature } from './gauss-legendre'
import { MAX_WIDTH } from './kernels'

/** A split on the path to a leaf; `place` counts the distinct features of the path. */
interface PathSplit {
  node: number
  toLeft: boolean
  place: number
}

/** A leaf whose path has more distinct features than a table can hold. It is explained row by row, without a table. */
export interface WideLeaf {
  value: number
  features: number[]
  /** Per feature the cover share of its splits. */
  shares: number[]
  splits: PathSplit[]
  quadrature: Quadrature
}

/** Each takes about half a microsecond per row. */
const MAX_WIDE_LEAVES = 2_000

/** @throws RangeError when more than 2,000 leaves have paths of more than 12 distinct features. */
export function findWideLeaves(trees: TreeEnsemble): WideLeaf[] {
  const found: WideLeaf[] = []
  const descend = (child: number, path: Omit<WideLeaf, 'value' | 'quadrature'>) => {
    if (child < 0) {
      if (path.features.length <= MAX_WIDTH) return
      if (found.length === MAX_WIDE_LEAVES) {
        throw new RangeError(
          `more than ${MAX_WIDE_LEAVES} leaves have paths of more than ${MAX_WIDTH} distinct features`,
        )
      }
      found.push({
        ...path,
        value: trees.leafValue[~child]!,
        quadrature: gaussLegendre(path.features.length),
      })
      return
    }
    for (const side of [trees.left[child]!, trees.right[child]!]) {
      descend(side, extended(path, trees, child, side))
    }
  }
  for (let tree = 0; tree < trees.treeCount; tree++) {
    descend(rootOf(trees, tree), { features: [], shares: [], splits: [] })
  }
  return found
}

function extended(
  { features, shares, splits }: Omit<WideLeaf, 'value' | 'quadrature'>,
  trees: TreeEnsemble,
  node: number,
  side: number,
) {
  const feature = trees.feature[node]!
  const share = shareOf(trees, node, side)
  const known = features.indexOf(feature)
  const place = known < 0 ? features.length : known
  const split = { node, toLeft: side === trees.left[node], place }
  return {
    features: known < 0 ? [...features, feature] : features,
    shares: known < 0 ? [...shares, share] : shares.with(place, shares[place]! * share),
    splits: [...splits, split],
  }
}

/**
 * Adds the contributions (log-odds) of the leaves to a row at out[outOffset...].
 *
 * The formula is that of `leafContributions`. Its weights are s!(k-s-1)!/k! = integral of t^s (1-t)^(k-1-s) over 0..1, so with
 * f_j(t) = t + z_j (1-t) and m satisfied of k features
 *   A(m) = value * integral of (1-t)^(k-1-|m|) prod(j in m) f_j(t),
 * a polynomial of degree k-1, which the quadrature integrates exactly. All terms are positive: nothing cancels.
 */
export function addWideLeaves(
  trees: TreeEnsemble,
  leaves: readonly WideLeaf[],
  rows: Float32Array,
  offset: number,
  out: Float64Array,
  outOffset: number,
): void {
  for (const leaf of leaves) {
    const satisfied = satisfiedFeatures(trees, leaf, rows, offset)
    const contributions = contributionsOf(leaf, satisfied)
    leaf.features.forEach((feature, i) => (out[outOffset + feature]! += contributions[i]!))
  }
}

function satisfiedFeatures(
  trees: TreeEnsemble,
  { features, splits }: WideLeaf,
  rows: Float32Array,
  offset: number,
): boolean[] {
  const satisfied = features.map(() => true)
  for (const { node, toLeft, place } of splits) {
    const x = snapToZero(rows[offset + trees.feature[node]!]!)
    if (goesLeft(trees, node, x) !== toLeft) satisfied[place] = false
  }
  return satisfied
}

function contributionsOf({ value, shares, quadrature }: WideLeaf, satisfied: boolean[]): Float64Array {
  const k = shares.length
  const count = satisfied.filter(Boolean).length
  const absent = shares.reduce((product, share, i) => (satisfied[i] ? product : product * share), value)
  const whenSatisfied = new Float64Array(k)
  let whenNot = 0
  quadrature.points.forEach((t, q) => {
    const factors = shares.map((share, i) => (satisfied[i] ? t + share * (1 - t) : 1))
    const product = factors.reduce((all, factor) => all * factor, quadrature.weights[q]!)
    const term = product * (1 - t) ** (k - count)
    whenNot += term / (1 - t)
    factors.forEach((factor, i) => (whenSatisfied[i]! += term / factor))
  })
  return whenSatisfied.map((sum, i) => absent * (satisfied[i] ? (1 - shares[i]!) * sum : -whenNot))
}

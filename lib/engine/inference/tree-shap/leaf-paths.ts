import { rootOf, shareOf, type TreeEnsemble } from '../trees'
import type { SplitClasses } from './split-classes'

/** The path from the root to a leaf. Splits on the same feature are merged into one entry. */
export interface LeafPath {
  value: number
  /** The k distinct features of the path. */
  features: number[]
  /** Per feature the cover share of its splits: the weight when the feature is absent. */
  shares: number[]
  /** Per feature and class of the tree: 1 if the class passes all splits on the feature. */
  accepts: number[][]
}

/** The paths of a tree's leaves, left to right. */
export function leafPaths(trees: TreeEnsemble, classes: SplitClasses, tree: number): LeafPath[] {
  const paths: LeafPath[] = []
  const descend = (child: number, path: LeafPath) => {
    if (child < 0) {
      paths.push({ ...path, value: trees.leafValue[~child]! })
      return
    }
    const left = classes.left(child)
    const right = left.map((side) => 1 - side)
    const feature = trees.feature[child]!
    const toLeft = trees.left[child]!
    const toRight = trees.right[child]!
    descend(toLeft, narrow(path, feature, shareOf(trees, child, toLeft), left))
    descend(toRight, narrow(path, feature, shareOf(trees, child, toRight), right))
  }
  descend(rootOf(trees, tree), { value: 0, features: [], shares: [], accepts: [] })
  return paths
}

function narrow(path: LeafPath, feature: number, share: number, side: number[]): LeafPath {
  const at = path.features.indexOf(feature)
  if (at < 0) {
    return {
      ...path,
      features: [...path.features, feature],
      shares: [...path.shares, share],
      accepts: [...path.accepts, side],
    }
  }
  const before = path.accepts[at]!
  return {
    ...path,
    shares: path.shares.with(at, path.shares[at]! * share),
    accepts: path.accepts.with(
      at,
      before.map((accepted, c) => accepted & side[c]!),
    ),
  }
}

import type { Steps } from '@/lib/platform/in-turns'
import type { TreeEnsemble } from '../trees'
import { MAX_WIDTH } from './kernels'
import { groupLeaves, type LeafGroup, strideOf } from './leaf-groups'
import { leafPaths } from './leaf-paths'
import { splitClasses } from './split-classes'
import type { ThresholdCodes } from './threshold-codes'

/** Grid cells per group. Larger grids need fewer reads per row, but larger tables have more cache misses. */
const MAX_CELLS = 128

/** A group of leaves of one tree. The steps of a row's codes sum to the position of its table row. */
export interface TreeGroup extends LeafGroup {
  /** By feature of the group, then by code; counted in numbers of the table. */
  steps: Uint16Array[]
}

/**
 * The groups of all trees, sorted by number of features. Leaves with more than 12 distinct features on their path are left
 * out: each feature doubles the table of a leaf. One tree per step.
 */
export function* groupTrees(trees: TreeEnsemble, codes: ThresholdCodes): Steps<TreeGroup[]> {
  const groups: TreeGroup[] = []
  for (let tree = 0; tree < trees.treeCount; tree++) {
    const classes = splitClasses(trees, codes, tree)
    const leaves = leafPaths(trees, classes, tree).filter(
      ({ features: { length } }) => length > 0 && length <= MAX_WIDTH,
    )
    for (const group of groupLeaves(leaves, { cells: MAX_CELLS, features: MAX_WIDTH })) {
      const steps = group.features.map(({ feature, partOf }, slot) => {
        const step = strideOf(group, slot) * group.features.length
        return Uint16Array.from(classes.ofFeature.get(feature)!.partOf.map((c) => partOf[c]! * step))
      })
      groups.push({ ...group, steps })
    }
    yield
  }
  return groups.sort((a, b) => a.features.length - b.features.length)
}

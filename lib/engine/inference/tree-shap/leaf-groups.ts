import type { LeafPath } from './leaf-paths'
import { type Partition, refine, whole } from './split-classes'

/** One feature of a group: which of the tree's classes the group's leaves can tell apart. */
export interface GroupFeature extends Partition {
  feature: number
}

/**
 * Neighbouring leaves of one tree that share a grid: one cell per combination of parts, over the union of their
 * features, the first feature moving fastest. All rows in a cell get the same contributions from these leaves.
 */
export interface LeafGroup {
  leaves: LeafPath[]
  features: GroupFeature[]
  cells: number
}

export interface GroupLimits {
  cells: number
  features: number
}

/** The best way to group the leaves up to some place: the last group, and the best way for those before it. */
interface Cut {
  reads: number
  group: LeafGroup
  before: Cut | null
}

/**
 * Cuts the leaves, left to right, into groups within the limits, so that a row reads as few numbers as possible: one
 * per group and feature. Neighbours share most of their path, hence runs of them; the best cut is found by dynamic
 * programming. A leaf that is beyond the limits alone gets a group of its own.
 */
export function groupLeaves(leaves: LeafPath[], limits: GroupLimits): LeafGroup[] {
  const best: (Cut | null)[] = [null]
  leaves.forEach((first, from) => {
    const before = best[from] ?? null
    let group = withLeaf({ leaves: [], features: [], cells: 1 }, first)
    for (let to = from + 1; ; to++) {
      const reads = (before?.reads ?? 0) + group.features.length
      if (reads < (best[to]?.reads ?? Infinity)) best[to] = { reads, group, before }
      if (to === leaves.length) break
      group = withLeaf(group, leaves[to]!)
      if (group.cells > limits.cells || group.features.length > limits.features) break
    }
  })
  const groups: LeafGroup[] = []
  for (let cut = best[leaves.length] ?? null; cut; cut = cut.before) groups.push(cut.group)
  return groups.reverse()
}

function withLeaf(group: LeafGroup, leaf: LeafPath): LeafGroup {
  const features = group.features.map((entry) => {
    const at = leaf.features.indexOf(entry.feature)
    return at < 0 ? entry : { feature: entry.feature, ...refine(entry, leaf.accepts[at]!) }
  })
  leaf.features.forEach((feature, i) => {
    if (group.features.some((entry) => entry.feature === feature)) return
    const accepts = leaf.accepts[i]!
    features.push({ feature, ...refine(whole(accepts.length), accepts) })
  })
  const cells = features.reduce((product, entry) => product * entry.parts, 1)
  return { leaves: [...group.leaves, leaf], features, cells }
}

/** By how many cells one part more of the group's slot-th feature moves on in its grid. */
export function strideOf(group: LeafGroup, slot: number): number {
  return group.features.slice(0, slot).reduce((product, entry) => product * entry.parts, 1)
}

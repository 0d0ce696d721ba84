import type { LeafPath } from './leaf-paths'
import { type Partition, refine, whole } from './split-classes'

/** A feature of a group. Classes of the tree that no leaf of the group distinguishes form one part. */
export interface GroupFeature extends Partition {
  feature: number
}

/**
 * Neighbouring leaves of a tree that share a grid over the union of their features, with one cell per combination of
 * parts; the first feature varies fastest. All rows in a cell get the same contributions from these leaves.
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

/** The optimal grouping of the first leaves: its last group, and the optimal grouping of the leaves before that group. */
interface Grouping {
  reads: number
  group: LeafGroup
  before: Grouping | null
}

/**
 * Divides the leaves into groups of neighbours, which share most of their path. Dynamic programming minimises the
 * numbers that a row reads: one per group and feature. A leaf that alone exceeds the limits forms its own group.
 */
export function groupLeaves(leaves: LeafPath[], limits: GroupLimits): LeafGroup[] {
  const best: (Grouping | null)[] = [null]
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
  for (let last = best[leaves.length] ?? null; last; last = last.before) groups.push(last.group)
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

/** Stride, in cells, of the group's slot-th feature in the grid. */
export function strideOf(group: LeafGroup, slot: number): number {
  return group.features.slice(0, slot).reduce((product, entry) => product * entry.parts, 1)
}

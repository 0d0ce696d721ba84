import type { LeafPath } from './leaf-paths'

/** One feature of a group: its codes fall into classes that the group's leaves cannot tell apart. */
export interface GroupFeature {
  feature: number
  /** Class of each code. */
  classOf: Uint16Array
  classes: number
}

/**
 * Leaves of one tree that share a grid: one cell per combination of classes, over the union of their features.
 * All rows in a cell get the same contributions from these leaves.
 */
export interface LeafGroup {
  leaves: LeafPath[]
  features: GroupFeature[]
  cells: number
}

/**
 * Merges the leaves of a tree into groups of at most maxCells cells, each leaf into the group whose grid it enlarges
 * least. Fewer groups mean fewer table rows to add per explained row; the bound keeps the tables small.
 * A leaf whose own grid is larger gets a group of its own.
 */
export function groupLeaves(leaves: LeafPath[], maxCells: number): LeafGroup[] {
  const groups: LeafGroup[] = []
  for (const leaf of leaves) {
    if (leaf.features.length === 0) continue
    let best = -1
    let bestMerged: LeafGroup | null = null
    let bestGrowth = Infinity
    groups.forEach((group, g) => {
      if (leastCells(group, leaf) > maxCells) return
      const merged = withLeaf(group, leaf)
      const growth = merged.cells / group.cells
      if (merged.cells > maxCells || growth >= bestGrowth) return
      best = g
      bestMerged = merged
      bestGrowth = growth
    })
    if (bestMerged) groups[best] = bestMerged
    else groups.push(withLeaf({ leaves: [], features: [], cells: 1 }, leaf))
  }
  return groups
}

/** A feature that is new to the group doubles its grid at least, as good as always: this spares most attempts. */
function leastCells(group: LeafGroup, leaf: LeafPath): number {
  const isNew = (feature: number) => !group.features.some((entry) => entry.feature === feature)
  return group.cells * 2 ** leaf.features.filter(isNew).length
}

function withLeaf(group: LeafGroup, leaf: LeafPath): LeafGroup {
  const features = group.features.map((entry) => {
    const at = leaf.features.indexOf(entry.feature)
    return at < 0 ? entry : refine(entry, leaf.accepts[at]!)
  })
  leaf.features.forEach((feature, i) => {
    if (group.features.some((entry) => entry.feature === feature)) return
    const accepts = leaf.accepts[i]!
    features.push(refine({ feature, classOf: new Uint16Array(accepts.length), classes: 1 }, accepts))
  })
  const cells = features.reduce((product, entry) => product * entry.classes, 1)
  return { leaves: [...group.leaves, leaf], features, cells }
}

/** Splits the classes by one more leaf's acceptance; codes stay together when both agree on them. */
function refine(entry: GroupFeature, accepts: Uint8Array): GroupFeature {
  const numbers = new Int32Array(2 * entry.classes).fill(-1)
  const classOf = new Uint16Array(accepts.length)
  let classes = 0
  for (let code = 0; code < accepts.length; code++) {
    const key = 2 * entry.classOf[code]! + accepts[code]!
    if (numbers[key] === -1) numbers[key] = classes++
    classOf[code] = numbers[key]!
  }
  return { feature: entry.feature, classOf, classes }
}

/** By how many cells one class more of the group's slot-th feature moves on in its grid. */
export function strideOf(group: LeafGroup, slot: number): number {
  return group.features.slice(0, slot).reduce((product, entry) => product * entry.classes, 1)
}

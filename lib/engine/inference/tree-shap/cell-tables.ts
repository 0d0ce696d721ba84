import type { Steps } from '@/lib/platform/in-turns'
import { leafContributions } from './leaf-contributions'
import type { LeafGroup } from './leaf-groups'
import type { LeafPath } from './leaf-paths'
import { prefixSums } from './prefix-sums'
import { sidesOfParts } from './split-classes'

/** Start of each group's table, then the total length. The table of a group is [cell][feature of the group]. */
export function tableStarts(groups: LeafGroup[]): Int32Array {
  return prefixSums(groups.map((group) => group.cells * group.features.length))
}

/** Adds the contributions (log-odds) of all leaves to a table that holds zeros, one group per step. */
export function* fillTable(table: Float64Array, starts: Int32Array, groups: LeafGroup[]): Steps<void> {
  for (const [g, group] of groups.entries()) {
    const piece = table.subarray(starts[g]!, starts[g + 1]!)
    for (const leaf of group.leaves) addLeaf(piece, group, leaf)
    yield
  }
}

function addLeaf(piece: Float64Array, group: LeafGroup, leaf: LeafPath): void {
  const width = group.features.length
  const k = leaf.features.length
  const slots = leaf.features.map((feature) => group.features.findIndex((entry) => entry.feature === feature))
  const masks = satisfiedFeatures(group, leaf)
  const contributions = leafContributions(leaf)
  for (let i = 0; i < k; i++) {
    for (let cell = 0, at = slots[i]!; cell < masks.length; cell++, at += width) {
      piece[at]! += contributions[masks[cell]! * k + i]!
    }
  }
}

/** Per cell of the group's grid: a bit mask of the leaf's satisfied features. Fills the grid feature by feature. */
function satisfiedFeatures(group: LeafGroup, leaf: LeafPath): Uint16Array {
  const masks = new Uint16Array(group.cells)
  let filled = 1
  for (const entry of group.features) {
    const i = leaf.features.indexOf(entry.feature)
    const sides = i < 0 ? null : sidesOfParts(entry, leaf.accepts[i]!)
    for (let part = entry.parts - 1; part >= 0; part--) {
      const bit = sides?.[part] ? 1 << i : 0
      for (let cell = 0; cell < filled; cell++) masks[part * filled + cell] = masks[cell]! | bit
    }
    filled *= entry.parts
  }
  return masks
}

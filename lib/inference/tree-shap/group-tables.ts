import type { TreeEnsemble } from '../trees'
import { leafContributions } from './leaf-contributions'
import { groupLeaves, type LeafGroup, strideOf } from './leaf-groups'
import { leafPaths } from './leaf-paths'
import { prefixSums } from './prefix-sums'
import { buildStepMaps, type StepMaps } from './step-maps'
import { buildThresholdCodes, type ThresholdCodes } from './threshold-codes'

/** Grid cells per group: larger grids mean fewer but more scattered reads; 512 measured best for batches. */
const MAX_CELLS = 512
/** A leaf's table doubles with each distinct feature on its path. */
const MAX_PATH_FEATURES = 12
/** Blocks read table rows four values at a time. */
const READ_AHEAD = 3
const MAX_TABLE_BYTES = 256 * 2 ** 20

/** Everything that is known of the contributions before a row arrives. */
export interface GroupTables extends StepMaps {
  codes: ThresholdCodes
  featureCount: number
  groupCount: number
  /** Contributions in log-odds, [cell][slot of the group], one piece per group. */
  table: Float64Array
  /** Where a group's piece begins; a row's cell lies there plus the steps of its codes. */
  tableStart: Int32Array
}

/**
 * Prepares exact path-dependent TreeSHAP for an ensemble: leaves merged into groups, each with a finished table.
 * @throws RangeError when a path has more than 12 distinct features or the tables would pass 256 MB.
 */
export function buildGroupTables(trees: TreeEnsemble): GroupTables {
  const codes = buildThresholdCodes(trees)
  const groups: LeafGroup[] = []
  for (let tree = 0; tree < trees.treeCount; tree++) {
    const leaves = leafPaths(trees, codes, tree)
    if (leaves.some((leaf) => leaf.features.length > MAX_PATH_FEATURES)) {
      throw new RangeError(`tree ${tree} has a path of more than ${MAX_PATH_FEATURES} distinct features`)
    }
    groups.push(...groupLeaves(leaves, MAX_CELLS))
  }
  return {
    codes,
    featureCount: trees.featureCount,
    groupCount: groups.length,
    ...buildStepMaps(groups, codes, trees.featureCount),
    ...fillTables(groups),
  }
}

/** Bytes held by the tables and the step maps. */
export function tableBytes(tables: GroupTables): number {
  return tables.table.byteLength + tables.slotSteps.byteLength + tables.runSteps.byteLength
}

function fillTables(groups: LeafGroup[]) {
  const sizes = groups.map((group) => group.cells * group.features.length)
  const bytes = 8 * sizes.reduce((sum, size) => sum + size, 0)
  if (bytes > MAX_TABLE_BYTES)
    throw new RangeError(`the SHAP tables would take ${Math.round(bytes / 2 ** 20)} MB`)
  const tableStart = prefixSums(sizes)
  const table = new Float64Array(tableStart[groups.length]! + READ_AHEAD)
  groups.forEach((group, g) => {
    const block = table.subarray(tableStart[g]!, tableStart[g + 1]!)
    for (const leaf of group.leaves) addLeaf(block, group, leaf)
  })
  return { tableStart, table }
}

function addLeaf(block: Float64Array, group: LeafGroup, leaf: LeafGroup['leaves'][number]): void {
  const width = group.features.length
  const slots = leaf.features.map((feature) => group.features.findIndex((entry) => entry.feature === feature))
  const masks = new Uint16Array(group.cells)
  slots.forEach((slot, i) => markSatisfied(masks, group, slot, leaf.accepts[i]!, 1 << i))
  const contributions = leafContributions(leaf)
  const k = slots.length
  for (let cell = 0; cell < group.cells; cell++) {
    const from = masks[cell]! * k
    for (let i = 0; i < k; i++) block[cell * width + slots[i]!]! += contributions[from + i]!
  }
}

/** Sets the leaf's bit in each cell whose class of this feature the leaf accepts. */
function markSatisfied(
  masks: Uint16Array,
  group: LeafGroup,
  slot: number,
  accepts: Uint8Array,
  bit: number,
): void {
  const { classOf, classes } = group.features[slot]!
  const stride = strideOf(group, slot)
  for (let c = 0; c < classes; c++) {
    if (accepts[classOf.indexOf(c)] === 0) continue
    for (let block = c * stride; block < group.cells; block += classes * stride) {
      for (let cell = block; cell < block + stride; cell++) masks[cell]! |= bit
    }
  }
}

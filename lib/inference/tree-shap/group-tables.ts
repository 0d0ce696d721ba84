import type { TreeEnsemble } from '../trees'
import { leafContributions } from './leaf-contributions'
import { groupLeaves, type LeafGroup } from './leaf-groups'
import { leafPaths } from './leaf-paths'
import { buildThresholdCodes, codeCount, type ThresholdCodes } from './threshold-codes'

/** Grid cells per group: larger grids mean fewer but more scattered reads; 512 measured best for batches. */
const MAX_CELLS = 512
/** A leaf's table doubles with each distinct feature on its path. */
const MAX_PATH_FEATURES = 12
const MAX_TABLE_BYTES = 256 * 2 ** 20

/** Everything that is known of the contributions before a row arrives. Slots: the features of all groups, group by group. */
export interface GroupTables {
  codes: ThresholdCodes
  featureCount: number
  groupCount: number
  /** First slot of each group, and one past the last: groupCount + 1 entries. */
  slotStart: Int32Array
  slotFeature: Int32Array
  /** Where a slot's step lies in its feature's run. */
  slotInRun: Int32Array
  /** Per feature its run: the groups that use it, ascending. featureCount + 1 entries into runGroup. */
  runStart: Int32Array
  runGroup: Int32Array
  /**
   * Code-major per feature: steps[stepStart[f] + code * runLength + j] moves the run's j-th group on in its table.
   * A group's table row begins at tableStart plus the steps of all its features.
   */
  stepStart: Int32Array
  steps: Uint16Array
  /** [cell][slot of the group] contributions in log-odds, one block per group. */
  tableStart: Int32Array
  table: Float64Array
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
    ...layOutSteps(groups, codes, trees.featureCount),
    ...fillTables(groups),
  }
}

/** Bytes held by the tables and the step maps. */
export function tableBytes(tables: GroupTables): number {
  return tables.table.byteLength + tables.steps.byteLength + tables.runGroup.byteLength
}

function layOutSteps(groups: LeafGroup[], codes: ThresholdCodes, featureCount: number) {
  const slots = groups.flatMap((group, g) =>
    group.features.map((entry, slot) => ({ g, entry, step: strideOf(group, slot) * group.features.length })),
  )
  const runs = Array.from({ length: featureCount }, (_, f) =>
    slots.filter(({ entry }) => entry.feature === f),
  )
  const runStart = prefixSums(runs.map((run) => run.length))
  const stepStart = prefixSums(runs.map((run, f) => run.length * codeCount(codes, f)))
  const steps = new Uint16Array(stepStart[featureCount]!)
  const positions = new Map<object, number>()
  runs.forEach((run, f) => {
    run.forEach((slot, j) => {
      positions.set(slot, j)
      slot.entry.classOf.forEach((c, code) => (steps[stepStart[f]! + code * run.length + j] = c * slot.step))
    })
  })
  return {
    slotStart: prefixSums(groups.map((group) => group.features.length)),
    slotFeature: Int32Array.from(slots, ({ entry }) => entry.feature),
    slotInRun: Int32Array.from(slots, (slot) => positions.get(slot)!),
    runStart,
    runGroup: Int32Array.from(runs.flat(), ({ g }) => g),
    stepStart,
    steps,
  }
}

function fillTables(groups: LeafGroup[]) {
  const sizes = groups.map((group) => group.cells * group.features.length)
  const bytes = 8 * sizes.reduce((sum, size) => sum + size, 0)
  if (bytes > MAX_TABLE_BYTES)
    throw new RangeError(`the SHAP tables would take ${Math.round(bytes / 2 ** 20)} MB`)
  const tableStart = prefixSums(sizes)
  const table = new Float64Array(tableStart[groups.length]!)
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

function strideOf(group: LeafGroup, slot: number): number {
  return group.features.slice(0, slot).reduce((product, entry) => product * entry.classes, 1)
}

function prefixSums(lengths: number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1)
  lengths.forEach((length, i) => (starts[i + 1] = starts[i]! + length))
  return starts
}

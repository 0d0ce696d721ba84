import type { Steps } from '@/lib/platform/in-turns'
import type { TreeEnsemble } from '../trees'
import { fillTable, tableStarts } from './cell-tables'
import { FEATURE_ENTRY } from './code-kernel'
import { instantiateKernels, type Kernels } from './kernels'
import { layOut } from './memory-layout'
import { buildStepMaps, type StepMaps } from './step-maps'
import { buildThresholdCodes, type ThresholdCodes } from './threshold-codes'
import { groupTrees, type TreeGroup } from './tree-groups'

/** Rows per block: their codes and sums fit in the cache while all groups are added. */
export const BLOCK_ROWS = 1024

const MAX_TABLE_BYTES = 256 * 2 ** 20
const PAGE_BYTES = 65_536

/** The precomputed tables of a model and working memory for one block, in one WebAssembly memory. */
export interface ShapMemory {
  featureCount: number
  kernels: Kernels
  groupRanges: GroupRange[]
  /** Per group the place of its first table row. */
  starts: Int32Array
  /** First byte of each array. */
  at: Addresses
  /** Views for a row or a block; `rows` is row-major, `columnSums` is column-major. */
  rows: Float32Array
  places: Int32Array
  rowSums: Float64Array
  columnSums: Float64Array
  bytes: number
}

/** The groups from..to-1, which have the same width (number of features), and their first slot. */
export interface GroupRange {
  width: number
  from: number
  to: number
  firstSlot: number
}

type Addresses = ReturnType<typeof addresses>['at']

/** @throws RangeError when the tables exceed 256 MB. */
export function* buildShapMemory(trees: TreeEnsemble): Steps<ShapMemory> {
  const { featureCount } = trees
  const codes = buildThresholdCodes(trees)
  const groups = yield* groupTrees(trees, codes)
  const maps = yield* buildStepMaps(groups, codes, featureCount)
  const starts = tableStarts(groups)
  const { at, bytes } = addresses(codes, maps, starts, featureCount)
  if (bytes > MAX_TABLE_BYTES)
    throw new RangeError(`the SHAP tables would take ${Math.round(bytes / 2 ** 20)} MB`)
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) })
  const { buffer } = memory
  yield* fillTable(new Float64Array(buffer, at.table, starts[groups.length]), starts, groups)
  yield* fillMaps(buffer, at, codes, maps)
  return {
    featureCount,
    kernels: instantiateKernels(memory),
    groupRanges: groupRangesOf(groups),
    starts: starts.map((start) => at.table / 8 + start).subarray(0, groups.length),
    at,
    rows: new Float32Array(buffer, at.rows, BLOCK_ROWS * featureCount),
    places: new Int32Array(buffer, at.places, groups.length),
    rowSums: new Float64Array(buffer, at.rowSums, featureCount),
    columnSums: new Float64Array(buffer, at.columnSums, BLOCK_ROWS * featureCount),
    bytes,
  }
}

function addresses(codes: ThresholdCodes, maps: StepMaps, starts: Int32Array, featureCount: number) {
  const slotCount = maps.slots.length
  const groupCount = starts.length - 1
  return layOut({
    table: 8 * starts[groupCount]!,
    thresholds: codes.thresholds.byteLength,
    features: FEATURE_ENTRY.bytes * featureCount,
    slotSteps: maps.slotSteps.byteLength,
    runSteps: maps.runSteps.byteLength,
    runPlaces: 4 * slotCount,
    slotEntries: 8 * slotCount,
    rowSumOf: 4 * slotCount,
    columnSumsOf: 4 * slotCount,
    rows: 4 * BLOCK_ROWS * featureCount,
    places: 4 * groupCount,
    rowSums: 8 * featureCount,
    sink: 4,
    codes: 2 * BLOCK_ROWS * featureCount,
    blockPlaces: 4 * BLOCK_ROWS,
    columnSums: 8 * BLOCK_ROWS * featureCount,
  })
}

/** Writes the thresholds, the steps and the addresses that the kernels read. */
function* fillMaps(buffer: ArrayBuffer, at: Addresses, codes: ThresholdCodes, maps: StepMaps): Steps<void> {
  const { slots, slotStepStart, runStart, runSlots, runStepStart } = maps
  const writeAddresses = (first: number, values: number[]) =>
    new Int32Array(buffer, first, values.length).set(values)
  new Float32Array(buffer, at.thresholds, codes.thresholds.length).set(codes.thresholds)
  new Uint16Array(buffer, at.slotSteps, maps.slotSteps.length).set(maps.slotSteps)
  new Uint16Array(buffer, at.runSteps, maps.runSteps.length).set(maps.runSteps)
  for (let f = 0; f + 1 < runStart.length; f++) {
    writeAddresses(at.features + FEATURE_ENTRY.bytes * f, [
      at.thresholds + 4 * codes.start[f]!,
      at.thresholds + 4 * codes.start[f + 1]!,
      at.runPlaces + 4 * runStart[f]!,
      at.runPlaces + 4 * runStart[f + 1]!,
      at.runSteps + 2 * runStepStart[f]!,
    ])
  }
  yield
  writeAddresses(
    at.runPlaces,
    runSlots.map(({ group }) => at.places + 4 * group),
  )
  yield
  writeAddresses(
    at.slotEntries,
    slots.flatMap(({ feature }, slot) => [
      at.slotSteps + 2 * slotStepStart[slot]!,
      at.codes + 2 * BLOCK_ROWS * feature,
    ]),
  )
  yield
  writeAddresses(
    at.rowSumOf,
    slots.map(({ feature }) => at.rowSums + 8 * feature),
  )
  writeAddresses(
    at.columnSumsOf,
    slots.map(({ feature }) => at.columnSums + 8 * BLOCK_ROWS * feature),
  )
}

function groupRangesOf(groups: TreeGroup[]): GroupRange[] {
  const ranges: GroupRange[] = []
  let slot = 0
  groups.forEach(({ features: { length: width } }, g) => {
    const last = ranges.at(-1)
    if (last?.width === width) last.to = g + 1
    else ranges.push({ width, from: g, to: g + 1, firstSlot: slot })
    slot += width
  })
  return ranges
}

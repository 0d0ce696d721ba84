import { addColumns, type Four, four, movePlaces } from './block-kernels'
import type { GroupTables } from './group-tables'
import { codeOf } from './threshold-codes'

/** Rows explained together: their codes and sums stay in the cache while the groups pass by. */
export const BLOCK_ROWS = 1024

/** Scratch space of a block; `codes` and `sums` are column-major: [feature][row], and one idle column. */
export interface BlockScratch {
  codes: Uint16Array
  sums: Float64Array
  /** Per row where the current group's table row begins. */
  places: Int32Array
}

export function blockScratch(tables: GroupTables): BlockScratch {
  return {
    codes: new Uint16Array((tables.featureCount + 1) * BLOCK_ROWS),
    sums: new Float64Array((tables.featureCount + 1) * BLOCK_ROWS),
    places: new Int32Array(BLOCK_ROWS),
  }
}

/**
 * Writes the contributions of n <= BLOCK_ROWS rows from row `first` on, both arrays row-major. Groups are added in
 * the same order as for a single row, so the sums are bit-equal.
 */
export function explainBlock(
  tables: GroupTables,
  rows: Float32Array,
  first: number,
  n: number,
  out: Float64Array,
  scratch: BlockScratch,
): void {
  const width = tables.featureCount
  const { codes, sums } = scratch
  for (let f = 0; f < width; f++) {
    if (tables.runStart[f] === tables.runStart[f + 1]) continue
    for (let r = 0; r < n; r++)
      codes[f * BLOCK_ROWS + r] = codeOf(tables.codes, f, rows[(first + r) * width + f]!)
  }
  sums.fill(0)
  for (let g = 0; g < tables.groupCount; g++) addGroup(tables, g, n, scratch)
  for (let f = 0; f < width; f++) {
    for (let r = 0; r < n; r++) out[(first + r) * width + f] = sums[f * BLOCK_ROWS + r]!
  }
}

function addGroup(tables: GroupTables, g: number, n: number, { codes, sums, places }: BlockScratch): void {
  const { slotFeature, slotStart, slotStepStart, slotSteps, table } = tables
  const from = slotStart[g]!
  const to = slotStart[g + 1]!
  const idle = slotStart[tables.groupCount]!
  const slotsFrom = (first: number) => four((i) => (first + i < to ? first + i : idle))
  places.fill(tables.tableStart[g]!, 0, n)
  for (let first = from; first < to; first += 4) {
    const slots = slotsFrom(first)
    const bases = four((i) => slotStepStart[slots[i]!]!)
    movePlaces(bases, columnsOf(slots, slotFeature), slotSteps, codes, places, n)
  }
  for (let first = from; first < to; first += 4) {
    addColumns(columnsOf(slotsFrom(first), slotFeature), first - from, table, places, sums, n)
  }
}

function columnsOf(slots: Four, slotFeature: Int32Array): Four {
  return four((i) => slotFeature[slots[i]!]! * BLOCK_ROWS)
}

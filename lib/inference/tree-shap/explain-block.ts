import { addFourColumns, addOneColumn, moveByFour, moveByOne } from './block-kernels'
import type { GroupTables } from './group-tables'
import { codeOf } from './threshold-codes'

/** Rows explained together: their codes and sums stay in the cache while the groups pass by. */
export const BLOCK_ROWS = 1024

/** Scratch space of a block; `codes` and `sums` are column-major: [feature][row]. */
export interface BlockScratch {
  /** Code times the length of the feature's run: where the code's steps begin. */
  codes: Int32Array
  sums: Float64Array
  /** Per row where the current group's table row begins. */
  places: Int32Array
}

export function blockScratch(tables: GroupTables): BlockScratch {
  return {
    codes: new Int32Array(tables.featureCount * BLOCK_ROWS),
    sums: new Float64Array(tables.featureCount * BLOCK_ROWS),
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
    const run = tables.runStart[f + 1]! - tables.runStart[f]!
    if (run === 0) continue
    for (let r = 0; r < n; r++) {
      codes[f * BLOCK_ROWS + r] = run * codeOf(tables.codes, f, rows[(first + r) * width + f]!)
    }
  }
  sums.fill(0)
  for (let g = 0; g < tables.groupCount; g++) {
    placeGroup(tables, g, n, scratch)
    addGroup(tables, g, n, scratch)
  }
  for (let f = 0; f < width; f++) {
    for (let r = 0; r < n; r++) out[(first + r) * width + f] = sums[f * BLOCK_ROWS + r]!
  }
}

function placeGroup(tables: GroupTables, g: number, n: number, { codes, places }: BlockScratch): void {
  const { slotFeature, slotInRun, stepStart, steps } = tables
  const column = (slot: number) => slotFeature[slot]! * BLOCK_ROWS
  const base = (slot: number) => stepStart[slotFeature[slot]!]! + slotInRun[slot]!
  places.fill(tables.tableStart[g]!, 0, n)
  const to = tables.slotStart[g + 1]!
  let s = tables.slotStart[g]!
  for (; s + 4 <= to; s += 4) {
    const [a, b, c, d] = [s, s + 1, s + 2, s + 3]
    moveByFour(
      [base(a), base(b), base(c), base(d)],
      [column(a), column(b), column(c), column(d)],
      steps,
      codes,
      places,
      n,
    )
  }
  for (; s < to; s++) moveByOne(base(s), column(s), steps, codes, places, n)
}

function addGroup(tables: GroupTables, g: number, n: number, { sums, places }: BlockScratch): void {
  const { slotFeature, table } = tables
  const column = (slot: number) => slotFeature[slot]! * BLOCK_ROWS
  const from = tables.slotStart[g]!
  const to = tables.slotStart[g + 1]!
  let s = from
  for (; s + 4 <= to; s += 4) {
    addFourColumns([column(s), column(s + 1), column(s + 2), column(s + 3)], s - from, table, places, sums, n)
  }
  for (; s < to; s++) addOneColumn(column(s), s - from, table, places, sums, n)
}

import { codeOf } from './threshold-codes'
import type { GroupTables } from './group-tables'

/** Scratch space of a row: where each group's table row begins. */
export function rowScratch(tables: GroupTables): Int32Array {
  return new Int32Array(tables.tableStart.length)
}

/** Adds the contributions of the row at rows[offset...] to out[outOffset...]: log-odds, featureCount values. */
export function explainRow(
  tables: GroupTables,
  rows: Float32Array,
  offset: number,
  out: Float64Array,
  outOffset: number,
  places: Int32Array,
): void {
  places.set(tables.tableStart)
  for (let f = 0; f < tables.featureCount; f++) movePlaces(tables, f, rows[offset + f]!, places)
  touch(tables, places)
  const { groupCount, slotFeature, slotStart, table } = tables
  let slot = 0
  for (let g = 0; g < groupCount; g++) {
    const to = slotStart[g + 1]!
    for (let at = places[g]!; slot < to; slot++) out[outOffset + slotFeature[slot]!]! += table[at++]!
  }
}

function movePlaces(tables: GroupTables, feature: number, value: number, places: Int32Array): void {
  const { runGroup, runSteps } = tables
  const from = tables.runStart[feature]!
  const to = tables.runStart[feature + 1]!
  if (from === to) return
  let step = tables.runStepStart[feature]! + codeOf(tables.codes, feature, value) * (to - from)
  for (let j = from; j < to; j++) places[runGroup[j]!]! += runSteps[step++]!
}

/** Reads one number of every table row, so that many cache misses are in flight at once; the sums then find them near. */
function touch({ groupCount, table }: GroupTables, places: Int32Array): number {
  let sum = 0
  for (let g = 0; g < groupCount; g++) sum += table[places[g]!]!
  return sum
}

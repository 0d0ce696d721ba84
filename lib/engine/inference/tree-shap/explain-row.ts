import { FEATURE_ENTRY } from './code-kernel'
import type { ShapMemory } from './shap-memory'

/** Writes the contributions (log-odds, featureCount values) of the row at rows[offset...] to out[outOffset...]. */
export function explainRow(
  memory: ShapMemory,
  rows: Float32Array,
  offset: number,
  out: Float64Array,
  outOffset: number,
): void {
  const { featureCount, kernels, at, rowSums } = memory
  memory.rows.set(rows.subarray(offset, offset + featureCount))
  memory.places.set(memory.starts)
  kernels.addSteps(at.rows, at.features, at.features + FEATURE_ENTRY.bytes * featureCount)
  for (const { width, from, to } of memory.groupRanges) {
    kernels.prefetchRows(at.places + 4 * from, at.places + 4 * to, 8 * (width - 1), at.sink)
  }
  rowSums.fill(0)
  for (const { width, from, to, firstSlot } of memory.groupRanges) {
    const addRows = kernels.addRows[width]!
    addRows(at.places + 4 * from, at.places + 4 * to, at.rowSumOf + 4 * firstSlot)
  }
  out.set(rowSums, outOffset)
}

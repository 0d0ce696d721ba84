import { FEATURE_ENTRY } from './code-kernel'
import { BLOCK_ROWS, type GroupRange, type ShapMemory } from './shap-memory'

/**
 * Writes the contributions (log-odds) of n <= BLOCK_ROWS rows from row `first` on; `rows` and `out` are row-major, codes
 * and sums column-major. Adds groups in the same order as `explainRow`, so the sums are equal bit for bit.
 */
export function explainBlock(
  memory: ShapMemory,
  rows: Float32Array,
  first: number,
  n: number,
  out: Float64Array,
): void {
  const { featureCount, columnSums } = memory
  memory.rows.set(rows.subarray(first * featureCount, (first + n) * featureCount))
  findCodes(memory, n)
  columnSums.fill(0)
  for (const range of memory.groupRanges) addGroups(memory, range, n)
  for (let f = 0; f < featureCount; f++) {
    for (let r = 0; r < n; r++) out[(first + r) * featureCount + f] = columnSums[f * BLOCK_ROWS + r]!
  }
}

function findCodes({ featureCount, kernels, at }: ShapMemory, n: number): void {
  const stride = 4 * featureCount
  for (let f = 0; f < featureCount; f++) {
    const value = at.rows + 4 * f
    const feature = at.features + FEATURE_ENTRY.bytes * f
    kernels.findCodes(value, value + n * stride, stride, feature, at.codes + 2 * BLOCK_ROWS * f)
  }
}

function addGroups(
  { kernels, starts, at }: ShapMemory,
  { width, from, to, firstSlot }: GroupRange,
  n: number,
): void {
  const findPlaces = kernels.findPlaces[width]!
  const addColumns = kernels.addColumns[width]!
  const end = at.blockPlaces + 4 * n
  for (let g = from, slot = firstSlot; g < to; g++, slot += width) {
    findPlaces(at.blockPlaces, end, starts[g]!, at.slotEntries + 8 * slot)
    addColumns(at.blockPlaces, end, at.columnSumsOf + 4 * slot)
  }
}

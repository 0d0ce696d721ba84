import { FEATURE_ENTRY } from './code-kernel'
import { BLOCK_ROWS, type Shelf, type ShapMemory } from './shap-memory'

/**
 * Writes the contributions of n <= BLOCK_ROWS rows from row `first` on, both arrays row-major. Codes and sums are
 * column-major meanwhile. Groups are added in the same order as for a single row, so the sums are bit-equal.
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
  for (const shelf of memory.shelves) addShelf(memory, shelf, n)
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

function addShelf(
  { kernels, starts, at }: ShapMemory,
  { width, from, to, firstSlot }: Shelf,
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

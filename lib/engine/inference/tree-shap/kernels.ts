import { addColumns, findCodes, findPlaces } from './block-kernels'
import { addRows, moveRow, touchRows } from './row-kernels'
import { assemble } from './wasm-assembler'

/** Groups have at most this many features; there is a kernel for each number of them. */
export const MAX_WIDTH = 12

/**
 * The inner loops, in WebAssembly: JavaScript checks each access to a typed array anew, for its bounds and for a buffer
 * that was transferred away, which cost two to three times as much. All parameters are addresses, but for bytes named
 * `stride` and `last`. A place is the address of a table row in units of 8 bytes.
 */
export interface Kernels {
  /** One row: moves its places by the steps of its codes. `value` walks along the row, `feature` along FEATURE_ENTRY. */
  moveRow(value: number, feature: number, featureEnd: number): void
  /** One row: brings its table rows near, whose last number lies `last` bytes after the first. */
  touchRows(place: number, placeEnd: number, last: number, sink: number): void
  /** One row, by width: adds the table rows at the places to the sums whose addresses `column` walks along. */
  addRows: ((place: number, placeEnd: number, column: number) => void)[]
  /** Many rows: writes twice their codes in one feature. */
  findCodes(value: number, valueEnd: number, stride: number, feature: number, code: number): void
  /** Many rows, by width: writes their places in the group that begins at place `start`. */
  findPlaces: ((place: number, placeEnd: number, start: number, slotEntry: number) => void)[]
  /** Many rows, by width: adds the table rows at the places to the columns of sums whose addresses are listed. */
  addColumns: ((place: number, placeEnd: number, column: number) => void)[]
}

let compiled: WebAssembly.Module | undefined

/** The kernels at work on one model's memory. The code is the same for all. */
export function instantiateKernels(memory: WebAssembly.Memory): Kernels {
  compiled ??= compile()
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  const named = exports as Record<string, () => void>
  const byWidth = (name: string) => Array.from({ length: MAX_WIDTH + 1 }, (_, width) => named[name + width]!)
  return {
    moveRow: named.moveRow!,
    touchRows: named.touchRows!,
    addRows: byWidth('addRows'),
    findCodes: named.findCodes!,
    findPlaces: byWidth('findPlaces'),
    addColumns: byWidth('addColumns'),
  }
}

function compile(): WebAssembly.Module {
  const widths = Array.from({ length: MAX_WIDTH }, (_, i) => i + 1)
  const perWidth = [addRows, findPlaces, addColumns].flatMap((kernel) => widths.map(kernel))
  return assemble([moveRow(), touchRows(), findCodes(), ...perWidth])
}

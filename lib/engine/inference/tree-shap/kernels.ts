import { singleton } from '@/lib/platform/singleton'
import { addColumns, findCodes, findPlaces } from './block-kernels'
import { addRows, addSteps, prefetchRows } from './row-kernels'
import { assemble } from './wasm-assembler'

/** Largest number of features (width) of a group. There is one kernel per width. */
export const MAX_WIDTH = 12

/**
 * The inner loops, in WebAssembly: two to three times as fast as JavaScript, which checks bounds and buffer at each
 * access (ADR 9). All parameters are byte addresses, except the byte counts `stride` and `last`. A place holds the
 * address of a table row, divided by 8.
 */
export interface Kernels {
  /** One row: adds the steps of its codes to its places. `value` runs over the row, `feature` over the feature entries. */
  addSteps(value: number, feature: number, featureEnd: number): void
  /** One row: loads its table rows into the cache. The last number of a table row is `last` bytes after the first. */
  prefetchRows(place: number, placeEnd: number, last: number, sink: number): void
  /** One row, by width: adds the table rows to the sums. `column` runs over the addresses of the sums. */
  addRows: ((place: number, placeEnd: number, column: number) => void)[]
  /** Many rows: writes their codes in one feature, times 2. */
  findCodes(value: number, valueEnd: number, stride: number, feature: number, code: number): void
  /** Many rows, by width: writes their places in the group whose table begins at place `start`. */
  findPlaces: ((place: number, placeEnd: number, start: number, slotEntry: number) => void)[]
  /** Many rows, by width: adds the table rows to the columns of sums. `column` lists the addresses of the columns. */
  addColumns: ((place: number, placeEnd: number, column: number) => void)[]
}

const compiled = () => singleton('tree-shap.kernels', compile)

/** Instantiates the kernels on the memory of a model. All models share the compiled module. */
export function instantiateKernels(memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(compiled(), { env: { memory } })
  const named = exports as Record<string, () => void>
  const byWidth = (name: string) => Array.from({ length: MAX_WIDTH + 1 }, (_, width) => named[name + width]!)
  return {
    addSteps: named.addSteps!,
    prefetchRows: named.prefetchRows!,
    addRows: byWidth('addRows'),
    findCodes: named.findCodes!,
    findPlaces: byWidth('findPlaces'),
    addColumns: byWidth('addColumns'),
  }
}

function compile(): WebAssembly.Module {
  const widths = Array.from({ length: MAX_WIDTH }, (_, i) => i + 1)
  const perWidth = [addRows, findPlaces, addColumns].flatMap((kernel) => widths.map(kernel))
  return assemble([addSteps(), prefetchRows(), findCodes(), ...perWidth])
}

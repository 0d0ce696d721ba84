import { findCode } from './code-kernel'
import * as wasm from './wasm-assembler'

const { add, advance, get, loadInt32, loadUint16, set } = wasm

/** (value, valueEnd, stride, feature, out): writes the code of each value, times 2: its byte offset in a uint16 array. */
export function findCodes(): wasm.WasmFunction {
  const [value, valueEnd, stride, feature, out] = [0, 1, 2, 3, 4] as const
  const [code, first, last, low, high] = [5, 6, 7, 8, 9] as const
  return {
    name: 'findCodes',
    params: 5,
    locals: 5,
    body: wasm.whileBelow(value, valueEnd, [
      ...findCode({ value, feature, code, first, last, low, high }),
      ...wasm.storeUint16(get(out), wasm.shiftLeft(get(code), 1)),
      ...set(value, add(get(value), get(stride))),
      ...advance(out, 2),
    ]),
  }
}

/** (place, placeEnd, start, slotEntry): writes for each row `start` plus the steps of the row's codes. */
export function findPlaces(width: number): wasm.WasmFunction {
  const [place, placeEnd, start, slotEntry] = [0, 1, 2, 3] as const
  const steps = (i: number) => 4 + i
  const code = (i: number) => 4 + width + i
  const step = (i: number) => loadUint16(add(get(steps(i)), loadUint16(get(code(i)))))
  const slots = Array.from({ length: width }, (_, i) => i)
  return {
    name: `findPlaces${width}`,
    params: 4,
    locals: 2 * width,
    body: [
      ...wasm.times(width, (i) => set(steps(i), loadInt32(get(slotEntry), 8 * i))),
      ...wasm.times(width, (i) => set(code(i), loadInt32(get(slotEntry), 8 * i + 4))),
      ...wasm.whileBelow(place, placeEnd, [
        ...wasm.storeInt32(
          get(place),
          slots.reduce((sum, i) => add(sum, step(i)), get(start)),
        ),
        ...wasm.times(width, (i) => advance(code(i), 2)),
        ...advance(place, 4),
      ]),
    ],
  }
}

/** (place, placeEnd, column): adds each row's table row to its sums, which are column-major. */
export function addColumns(width: number): wasm.WasmFunction {
  const [place, placeEnd, column, row] = [0, 1, 2, 3] as const
  const sum = (i: number) => 4 + i
  return {
    name: `addColumns${width}`,
    params: 3,
    locals: 1 + width,
    body: [
      ...wasm.times(width, (i) => set(sum(i), loadInt32(get(column), 4 * i))),
      ...wasm.whileBelow(place, placeEnd, [
        ...set(row, wasm.shiftLeft(loadInt32(get(place)), 3)),
        ...wasm.times(width, (i) => [
          ...wasm.addToFloat64(get(sum(i)), wasm.loadFloat64(get(row), 8 * i)),
          ...advance(sum(i), 8),
        ]),
        ...advance(place, 4),
      ]),
    ],
  }
}

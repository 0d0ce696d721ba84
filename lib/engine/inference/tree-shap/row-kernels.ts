import { FEATURE_ENTRY, findCode } from './code-kernel'
import * as wasm from './wasm-assembler'

const { add, advance, get, loadInt32, set } = wasm

/** (value, feature, featureEnd): for each feature finds the row's code and adds its steps to the places of the run. */
export function addSteps(): wasm.WasmFunction {
  const [value, feature, featureEnd, code, first, last, low, high] = [0, 1, 2, 3, 4, 5, 6, 7] as const
  const [runPlace, runEnd, step, place] = [8, 9, 10, 11] as const
  // A step takes 2 bytes, an entry of the run 4 bytes.
  const bytesOfCode = wasm.shiftRight(wasm.multiply(get(code), wasm.subtract(get(runEnd), get(runPlace))), 1)
  return {
    name: 'addSteps',
    params: 3,
    locals: 9,
    body: wasm.whileBelow(feature, featureEnd, [
      ...findCode({ value, feature, code, first, last, low, high }),
      ...set(runPlace, loadInt32(get(feature), FEATURE_ENTRY.run)),
      ...set(runEnd, loadInt32(get(feature), FEATURE_ENTRY.runEnd)),
      ...set(step, add(loadInt32(get(feature), FEATURE_ENTRY.runSteps), bytesOfCode)),
      ...wasm.whileBelow(runPlace, runEnd, [
        ...set(place, loadInt32(get(runPlace))),
        ...wasm.storeInt32(get(place), add(loadInt32(get(place)), wasm.loadUint16(get(step)))),
        ...advance(runPlace, 4),
        ...advance(step, 2),
      ]),
      ...advance(value, 4),
      ...advance(feature, FEATURE_ENTRY.bytes),
    ]),
  }
}

/**
 * (place, placeEnd, last, sink): reads the first and the last number of each table row into the cache. The reads are
 * independent, so their cache misses overlap. Writes a sum to `sink`, so the engine cannot remove the reads.
 */
export function prefetchRows(): wasm.WasmFunction {
  const [place, placeEnd, last, sink, row, sum] = [0, 1, 2, 3, 4, 5] as const
  return {
    name: 'prefetchRows',
    params: 4,
    locals: 2,
    body: [
      ...wasm.whileBelow(place, placeEnd, [
        ...set(row, wasm.shiftLeft(loadInt32(get(place)), 3)),
        ...set(sum, add(get(sum), add(loadInt32(get(row)), loadInt32(add(get(row), get(last)))))),
        ...advance(place, 4),
      ]),
      ...wasm.storeInt32(get(sink), get(sum)),
    ],
  }
}

/** (place, placeEnd, column): adds the table row of each place to the sums; `column` has one address per number. */
export function addRows(width: number): wasm.WasmFunction {
  const [place, placeEnd, column, row, sum] = [0, 1, 2, 3, 4] as const
  return {
    name: `addRows${width}`,
    params: 3,
    locals: 2,
    body: wasm.whileBelow(place, placeEnd, [
      ...set(row, wasm.shiftLeft(loadInt32(get(place)), 3)),
      ...wasm.times(width, (i) => [
        ...set(sum, loadInt32(get(column), 4 * i)),
        ...wasm.addToFloat64(get(sum), wasm.loadFloat64(get(row), 8 * i)),
      ]),
      ...advance(place, 4),
      ...advance(column, 4 * width),
    ]),
  }
}

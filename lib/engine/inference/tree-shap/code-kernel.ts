import { ZERO_BOUND } from '../trees'
import * as wasm from './wasm-assembler'

const { add, get, int32, select, set, shiftLeft, shiftRight, subtract } = wasm

/** Byte offsets of a feature's int32 addresses: its thresholds, the places of its run, the steps of its run. */
export const FEATURE_ENTRY = { thresholds: 0, thresholdsEnd: 4, run: 8, runEnd: 12, runSteps: 16, bytes: 20 }

/** The locals that `findCode` uses. */
export interface CodeLocals {
  /** Input: addresses of the value and of its feature's entry. */
  value: wasm.Local
  feature: wasm.Local
  /** Output. */
  code: wasm.Local
  /** Temporary. */
  first: wasm.Local
  last: wasm.Local
  low: wasm.Local
  high: wasm.Local
}

/**
 * Sets `code` to the code of a float32 value (see ThresholdCodes): by bisection the number of thresholds below it, or the
 * code of zero or of a missing value.
 */
export function findCode({ value, feature, code, first, last, low, high }: CodeLocals): wasm.Code {
  const x = wasm.loadFloat32(get(value))
  const middle = code
  const half = shiftLeft(shiftRight(subtract(get(high), get(low)), 3), 2)
  const isBelow = wasm.below32(wasm.loadFloat32(get(middle)), x)
  const isZero = wasm.atMost32(wasm.absolute32(x), wasm.float32(ZERO_BOUND))
  const isMissing = wasm.notEqual32(x, x)
  const count = shiftRight(subtract(get(last), get(first)), 2)
  return [
    ...set(first, wasm.loadInt32(get(feature), FEATURE_ENTRY.thresholds)),
    ...set(last, wasm.loadInt32(get(feature), FEATURE_ENTRY.thresholdsEnd)),
    ...set(low, get(first)),
    ...set(high, get(last)),
    ...wasm.whileBelow(low, high, [
      ...set(middle, add(get(low), half)),
      ...set(high, select(get(high), get(middle), isBelow)),
      ...set(low, select(add(get(middle), int32(4)), get(low), isBelow)),
    ]),
    ...set(code, shiftRight(subtract(get(low), get(first)), 2)),
    ...set(code, select(add(count, int32(2)), get(code), isZero)),
    ...set(code, select(add(count, int32(1)), get(code), isMissing)),
  ]
}

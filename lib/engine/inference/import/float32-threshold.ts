import { float32Step } from '../probe-rows'
import { ZERO_BOUND } from '../trees'

/** LightGBM writes this for infinity. */
const STAND_IN = 1e300

/**
 * The float32 that splits all float32 values as LightGBM splits them at this float64 threshold (x <= threshold): the
 * threshold rounded toward minus infinity. Values that LightGBM reads as zero stay on zero's side.
 */
export function float32Threshold(threshold: number): number {
  if (Math.abs(threshold) >= STAND_IN) return threshold > 0 ? Infinity : -Infinity
  if (threshold >= 0 && threshold < ZERO_BOUND) return ZERO_BOUND
  if (threshold < 0 && threshold >= -ZERO_BOUND) return float32Step(-ZERO_BOUND, -1)
  const rounded = Math.fround(threshold)
  return rounded > threshold ? float32Step(rounded, -1) : rounded
}

/** The float32 t' for which x <= t' exactly if x < t, for every float32 x: XGBoost compares with less than. */
export const below = (threshold: number): number => float32Step(Math.fround(threshold), -1)

import { FEATURE_COUNT, FEATURES } from './catalogue'
import type { EntityStates, FeatureInput } from './types'

const formulas = FEATURES.map((feature) => feature.compute)

/**
 * Writes the feature vector of one transaction to out[offset .. offset + FEATURE_COUNT), rounded to float32, in the
 * order of `FEATURES`; NaN is missing. Pure but for `out`: `states` are those before the transaction and stay as they
 * are. Throws RangeError when `out` is too short, for a cut vector would score as missing values.
 */
export function computeFeatures(
  input: FeatureInput,
  states: EntityStates,
  out: Float32Array,
  offset: number,
): void {
  if (offset < 0 || offset + FEATURE_COUNT > out.length) {
    throw new RangeError(`A feature vector needs ${FEATURE_COUNT} places from ${offset}, got ${out.length}`)
  }
  for (let i = 0; i < formulas.length; i++) {
    out[offset + i] = formulas[i]!(input, states)
  }
}

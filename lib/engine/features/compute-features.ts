import { FEATURE_COUNT, FEATURES } from './catalogue'
import type { EntityStates, FeatureInput } from './types'

const formulas = FEATURES.map((feature) => feature.compute)

/**
 * Writes the feature vector of a transaction to out[offset .. offset + FEATURE_COUNT), in float32 and in the order of
 * `FEATURES`; NaN is missing. Reads `states` (those before the transaction) and does not change them.
 * @throws RangeError when `out` is too short: typed arrays ignore writes past the end, so a cut vector would be scored
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

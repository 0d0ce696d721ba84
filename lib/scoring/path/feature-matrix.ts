import { type StateMap, statesOf } from '@/lib/scoring/states'
import {
  computeFeatures,
  FEATURE_COUNT,
  FEATURE_NAMES,
  type FeatureInput,
  isUnusualAmount,
  reduceStates,
} from '@/lib/engine/features'
import type { Model } from '@/lib/engine/inference'
import { AppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'

export interface FeatureMatrix {
  /** Row-major [n x model features]. */
  features: Float32Array
  /** Per row the result of `isUnusualAmount`. */
  unusualAmounts: (boolean | null)[]
}

const columns = singleton('model-columns', () => new WeakMap<Model, Int32Array>())

/** Position in the catalogue of each feature of the model. @throws AppError model-unavailable for an unknown feature */
function columnsOf(model: Model): Int32Array {
  const known = columns.get(model)
  if (known) return known
  const found = Int32Array.from(model.featureNames, (name) => FEATURE_NAMES.indexOf(name))
  if (found.includes(-1))
    throw new AppError('model-unavailable', { detail: 'The model needs a feature that is unknown.' })
  columns.set(model, found)
  return found
}

/**
 * Computes the model's features of each row, then updates the states: row i sees the effects of rows 0..i-1.
 * Updates the states in `known` in place; afterwards they include the last row.
 * @returns features row-major [inputs x model features], float32, NaN is missing
 */
export function featureMatrix(model: Model, inputs: readonly FeatureInput[], known: StateMap): FeatureMatrix {
  const picked = columnsOf(model)
  const width = picked.length
  const features = new Float32Array(inputs.length * width)
  const all = new Float32Array(FEATURE_COUNT)
  const unusualAmounts = inputs.map((input, row) => {
    const states = statesOf(known, input)
    computeFeatures(input, states, all, 0)
    for (let i = 0; i < width; i++) features[row * width + i] = all[picked[i] as number] as number
    const unusual = isUnusualAmount(input, states)
    reduceStates(input, states)
    return unusual
  })
  return { features, unusualAmounts }
}

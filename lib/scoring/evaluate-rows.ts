import {
  computeFeatures,
  emptyAccountState,
  FEATURE_COUNT,
  FEATURE_NAMES,
  type AccountState,
  type FeatureInput,
  reduceStates,
} from '@/lib/features'
import type { Model } from '@/lib/inference'
import { AppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'

/** From rows and states to features, margins and contributions. One path for a single row and for a thousand. */

/** The model's own view of n rows: everything row-major [n x model features]. */
export interface Evaluation {
  features: Float32Array
  margins: Float64Array
  contributions: Float64Array
  modelMs: number
  explainMs: number
}

/** Largest |base + sum of contributions - margin| that float32 sums in ONNX Runtime explain. Log-odds. */
const ADDITIVITY_TOLERANCE = 1e-5

const columns = singleton('model-columns', () => new WeakMap<Model, Int32Array>())

/** Where each of the model's features stands in the catalogue. */
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
 * Computes each row's features from the states as they stand before it, then moves the states: row i sees rows < i.
 * The states in the map are replaced in place and hold the history after the last row.
 */
export function featureMatrix(
  model: Model,
  inputs: readonly FeatureInput[],
  states: Map<string, AccountState>,
): Float32Array {
  const picked = columnsOf(model)
  const width = picked.length
  const matrix = new Float32Array(inputs.length * width)
  const all = new Float32Array(FEATURE_COUNT)
  const stateOf = (account: string): AccountState => {
    const known = states.get(account)
    if (known) return known
    const fresh = emptyAccountState()
    states.set(account, fresh)
    return fresh
  }
  inputs.forEach((input, row) => {
    const sender = stateOf(input.senderAccount)
    const receiver = input.receiverAccount === null ? null : stateOf(input.receiverAccount)
    const entities = { sender, receiver, device: null, category: null }
    computeFeatures(input, entities, all, 0)
    for (let i = 0; i < width; i++) matrix[row * width + i] = all[picked[i] as number] as number
    reduceStates(input, entities)
  })
  return matrix
}

/** Refuses a decision whose explanation does not sum to its margin: nothing is approved on a doubtful score. */
function assertAdditive(model: Model, margins: Float64Array, contributions: Float64Array): void {
  const width = model.featureNames.length
  margins.forEach((margin, row) => {
    let sum = model.baseValue
    for (let i = 0; i < width; i++) sum += contributions[row * width + i] as number
    if (!(Math.abs(sum - margin) <= ADDITIVITY_TOLERANCE)) {
      throw new AppError('model-unavailable', { detail: 'An explanation does not add up to its score.' })
    }
  })
}

/** Margins and exact contributions of n rows of features, row-major [n x model features]. */
export async function evaluateRows(model: Model, features: Float32Array, n: number): Promise<Evaluation> {
  const start = performance.now()
  const margins = await model.predictMargins(features, n)
  const modelDone = performance.now()
  const contributions = model.explain(features, n)
  assertAdditive(model, margins, contributions)
  return {
    features,
    margins,
    contributions,
    modelMs: modelDone - start,
    explainMs: performance.now() - modelDone,
  }
}

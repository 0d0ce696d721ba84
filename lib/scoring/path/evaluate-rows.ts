import type { Model } from '@/lib/engine/inference'
import { AppError, isAppError } from '@/lib/platform/errors'

/** Features, margins and contributions of n rows. Matrices are row-major [n x model features]. */
export interface Evaluation {
  features: Float32Array
  /** [n], log-odds. */
  margins: Float64Array
  /** Log-odds. */
  contributions: Float64Array
  modelMs: number
  explainMs: number
}

/** Bound of |base value + contributions - margin|: ONNX Runtime sums in float32, TreeSHAP in float64. Log-odds. */
const ADDITIVITY_TOLERANCE = 1e-5

/** Concerns one row: the model decides the others. */
class NotAdditive extends AppError {
  readonly isOfOneRow = true
  constructor() {
    super('model-unavailable', { detail: 'An explanation does not add up to its score.' })
  }
}

/** True for a failure that comes back with the same transaction, and with no other one. */
export const isOfOneRow = (error: unknown): boolean => isAppError(error) && 'isOfOneRow' in error

/** Throws unless base value and contributions sum to the margin. No transaction is decided on an inconsistent score. */
function assertAdditive(model: Model, margins: Float64Array, contributions: Float64Array): void {
  const width = model.featureNames.length
  margins.forEach((margin, row) => {
    let sum = model.baseValue
    for (let i = 0; i < width; i++) sum += contributions[row * width + i] as number
    if (!(Math.abs(sum - margin) <= ADDITIVITY_TOLERANCE)) throw new NotAdditive()
  })
}

/**
 * Margins and exact contributions (log-odds) of n rows of features, row-major [n x model features].
 * @throws AppError model-unavailable where an explanation does not sum to its margin
 */
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

import type { Model } from '@/lib/engine/inference'
import { AppError } from '@/lib/platform/errors'

/** From features to margins and contributions. One path for a single row and for a thousand. */

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

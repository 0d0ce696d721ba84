import { newStateMap, statesOf } from '@/lib/scoring/states'
import { computeFeatures, FEATURE_COUNT, type FeatureInput, reduceStates } from '@/lib/engine/features'
import type { Model } from '@/lib/engine/inference'
import { evaluateRows } from '@/lib/scoring/path/evaluate-rows'
import { featureMatrices } from '@/lib/scoring/path/feature-matrix'
import type { BenchLine } from './table'

/** The model's work in this process, without HTTP and database. */
const ROUNDS = 5_000
const BATCH = 1_000

const timed = (samples: number[], work: () => void): void => {
  const start = performance.now()
  work()
  samples.push(performance.now() - start)
}

export async function benchCore(model: Model, inputs: FeatureInput[]): Promise<BenchLine[]> {
  const states = newStateMap()
  for (const input of inputs) reduceStates(input, statesOf(states, input))
  const at = (i: number) => inputs[i % inputs.length] as FeatureInput

  const features: number[] = []
  const out = new Float32Array(FEATURE_COUNT)
  for (let i = 0; i < ROUNDS; i++)
    timed(features, () => computeFeatures(at(i), statesOf(states, at(i)), out, 0))

  const matrixOf = (rows: FeatureInput[]) =>
    featureMatrices([model], rows, states).matrices[0] as Float32Array
  const matrix = matrixOf(inputs.slice(0, BATCH))
  const width = model.featureNames.length
  const rowAt = (i: number) => matrix.subarray((i % BATCH) * width, ((i % BATCH) + 1) * width)
  const onnx: number[] = []
  const shap: number[] = []
  const all: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const row = rowAt(i)
    const start = performance.now()
    await model.predictMargins(row, 1)
    onnx.push(performance.now() - start)
    timed(shap, () => void model.explain(row, 1))
  }
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now()
    await evaluateRows(model, matrixOf([at(i)]), 1)
    all.push(performance.now() - start)
  }
  const batch: number[] = []
  for (let i = 0; i < 20; i++) {
    const start = performance.now()
    await evaluateRows(model, matrixOf(inputs.slice(0, BATCH)), BATCH)
    batch.push(performance.now() - start)
  }
  const line = (what: string, load: string, samples: number[]): BenchLine => ({ what, load, samples })
  const warm = (samples: number[]) => samples.slice(ROUNDS / 5)
  return [
    line('features', '1 row', warm(features)),
    line('ONNX margin', '1 row', warm(onnx)),
    line('SHAP', '1 row', warm(shap)),
    line('features + ONNX + SHAP', '1 row', warm(all)),
    line('features + ONNX + SHAP', `${BATCH} rows`, batch.slice(5)),
  ]
}

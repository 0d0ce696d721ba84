import { expectedMargin, leafOf } from '../predict'
import type { TreeEnsemble } from '../trees'
import type { Model, ReferenceProof } from '../types'
import { ModelImportError } from './import-error'
import type { PreparedImport } from './prepare-import'
import type { Reference } from './read-reference'

/** Largest accepted difference from the library, log-odds. XGBoost sums in float32. */
const TOLERANCE = 1e-5

/**
 * Compares what a server computes with the library's own raw margins and contributions.
 * @throws ModelImportError with the first row that differs by more than 1e-5
 */
export async function proveReference(
  model: Pick<Model, 'predictMargins' | 'explain'>,
  { trees, features, source: { rawScale } }: PreparedImport,
  reference: Reference,
): Promise<ReferenceProof> {
  const { n, rows } = reference
  const width = trees.featureCount
  const margins = await model.predictMargins(rows, n)
  const contributions = model.explain(rows, n)
  const base = expectedMargin(trees)
  const baseValues = new Float64Array(n).fill(base)
  const largest = (what: string, got: Float64Array, expected: Float64Array, rowOf: (i: number) => string) => {
    let worst = 0
    got.forEach((value, i) => {
      const difference = Math.abs(value - expected[i]! * rawScale)
      if (!(difference <= TOLERANCE)) {
        const message = `${what} of reference row ${rowOf(i)} is ${value}, the library says ${expected[i]! * rawScale}`
        throw new ModelImportError(`${message}; at most ${TOLERANCE} may differ`)
      }
      worst = Math.max(worst, difference)
    })
    return worst
  }
  const row = (i: number) => String(i + 1)
  return {
    rows: n,
    leafShare: reachedLeaves(trees, rows, n),
    margin: largest('the margin', margins, reference.margins, row),
    contribution: largest('the contribution', contributions, reference.contributions, (i) => {
      return `${Math.floor(i / width) + 1}, ${features[i % width]},`
    }),
    baseValue: largest('the base value', baseValues, reference.baseValues, row),
  }
}

function reachedLeaves(trees: TreeEnsemble, rows: Float32Array, n: number): number {
  const reached = new Uint8Array(trees.leafValue.length)
  for (let r = 0; r < n; r++) {
    for (let t = 0; t < trees.treeCount; t++) reached[leafOf(trees, t, rows, r * trees.featureCount)] = 1
  }
  return reached.reduce((sum, one) => sum + one, 0) / reached.length
}

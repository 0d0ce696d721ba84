import { expectedMargin, leafOf } from '../predict'
import type { TreeEnsemble } from '../trees'
import type { Model, ReferenceProof } from '../types'
import { ModelImportError } from './import-error'
import type { PreparedImport } from './prepare-import'
import type { Reference } from './read-reference'
import { countEqual, sumInFloat32 } from './sum-in-float32'

/** Largest accepted difference from the library, log-odds. */
const TOLERANCE = 1e-5

/** Values of the product beside those of the library. */
interface Compared {
  what: string
  got: Float64Array
  /** As the library states them, not multiplied by `rawScale`. */
  expected: Float64Array
  rowOf(i: number): string
  /** What the library's own arithmetic gives with the imported trees. */
  reproduced?: Float64Array
}

/**
 * Compares what a server computes with the library's own raw margins and contributions. A margin of XGBoost may differ by
 * more than 1e-5 where XGBoost's float32 sum of the same trees is that margin bit for bit: the difference is rounding.
 * @throws ModelImportError with the first row that differs otherwise
 */
export async function proveReference(
  model: Pick<Model, 'predictMargins' | 'explain'>,
  { trees, features, source: { rawScale, sumsFloat32 } }: PreparedImport,
  reference: Reference,
): Promise<ReferenceProof> {
  const { n, rows, margins, contributions, baseValues } = reference
  const width = trees.featureCount
  const rowOf = (i: number) => String(i + 1)
  const reproduced = sumsFloat32 ? sumInFloat32(trees, rows, n, margins) : undefined
  const margin = largestDifference(rawScale, {
    what: 'the margin',
    got: await model.predictMargins(rows, n),
    expected: margins,
    rowOf,
    reproduced,
  })
  return {
    rows: n,
    leafShare: reachedLeaves(trees, rows, n),
    margin,
    contribution: largestDifference(rawScale, {
      what: 'the contribution',
      got: model.explain(rows, n),
      expected: contributions,
      rowOf: (i) => `${Math.floor(i / width) + 1}, ${features[i % width]},`,
    }),
    baseValue: largestDifference(rawScale, {
      what: 'the base value',
      got: new Float64Array(n).fill(expectedMargin(trees)),
      expected: baseValues,
      rowOf,
    }),
    float32Rows: reproduced && countEqual(reproduced, margins),
  }
}

/** @throws ModelImportError */
function largestDifference(rawScale: number, { what, got, expected, rowOf, reproduced }: Compared): number {
  let worst = 0
  got.forEach((value, i) => {
    const stated = expected[i]! * rawScale
    const difference = Math.abs(value - stated)
    if (!(difference <= TOLERANCE) && reproduced?.[i] !== stated) {
      throw new ModelImportError(
        `${what} of reference row ${rowOf(i)} is ${value}, the library says ${stated}; at most ${TOLERANCE} may differ` +
          (reproduced ? `. Added in float32 as the library does, it is ${reproduced[i]}` : ''),
      )
    }
    worst = Math.max(worst, difference)
  })
  return worst
}

function reachedLeaves(trees: TreeEnsemble, rows: Float32Array, n: number): number {
  const reached = new Uint8Array(trees.leafValue.length)
  for (let r = 0; r < n; r++) {
    for (let t = 0; t < trees.treeCount; t++) reached[leafOf(trees, t, rows, r * trees.featureCount)] = 1
  }
  return reached.reduce((sum, one) => sum + one, 0) / reached.length
}

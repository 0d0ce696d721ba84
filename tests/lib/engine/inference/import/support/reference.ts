import type { PreparedImport } from '@/lib/engine/inference'
import { expectedMargin, walkMargin } from '@/lib/engine/inference/predict'
import { bruteForceShap } from '../../support/brute-force-shap'
import { seededRandom } from '../../support/random'

/** What the library would say about random rows, by the definition of its results. */
export function referenceOf({ trees, features, source: { rawScale } }: PreparedImport, n = 240) {
  const random = seededRandom(9)
  const width = features.length
  const rows = Array.from({ length: n }, () =>
    Float32Array.from({ length: width }, () => (random.next() < 0.1 ? NaN : Math.fround(random.next() * 24))),
  )
  return {
    features: [...features],
    rows: rows.map((row) => [...row].map((value) => (Number.isNaN(value) ? null : value))),
    margins: rows.map((row) => walkMargin(trees, row, 0) / rawScale),
    contributions: rows.map((row) => [...bruteForceShap(trees, row)].map((phi) => phi / rawScale)),
    base_values: rows.map(() => expectedMargin(trees) / rawScale),
  }
}

export type ReferenceJson = ReturnType<typeof referenceOf>

export function asCsv({ features, rows, margins, contributions, base_values }: ReferenceJson): Buffer {
  const head = [...features, 'margin', 'base_value', ...features.map((name) => `contribution:${name}`)]
  const lines = rows.map((row, i) =>
    [...row.map((value) => value ?? ''), margins[i], base_values[i], ...contributions[i]!].join(','),
  )
  return Buffer.from([head.join(','), ...lines, ''].join('\n'))
}

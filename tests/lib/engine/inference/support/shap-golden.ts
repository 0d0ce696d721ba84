import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readTrees } from '@/lib/engine/inference/read-trees'
import type { TreeEnsemble } from '@/lib/engine/inference/trees'

export const GOLDEN_NAMES = ['nan', 'none', 'zero', 'dart', 'rf', 'leaf'] as const

/** LightGBM's results, written by ml/parity/make_shap_fixture.py. */
export interface ShapGolden {
  trees: TreeEnsemble
  rows: Float32Array
  n: number
  margins: Float64Array
  contributions: Float64Array
  baseValue: number
}

export function readShapGolden(name: (typeof GOLDEN_NAMES)[number]): ShapGolden {
  const file = path.join(process.cwd(), 'tests/fixtures/shap-golden', `${name}.json.gz`)
  const fixture = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Record<string, string> & {
    features: number
    trees: object[]
    baseValue: number
  }
  const bytes = (key: string) => new Uint8Array(Buffer.from(fixture[key]!, 'base64')).buffer
  const rows = new Float32Array(bytes('rows'))
  return {
    trees: readTrees({ trees: fixture.trees }, fixture.features),
    rows,
    n: rows.length / fixture.features,
    margins: new Float64Array(bytes('margins')),
    contributions: new Float64Array(bytes('contributions')),
    baseValue: fixture.baseValue,
  }
}

export function maxAbsDifference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return Infinity
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0)
}

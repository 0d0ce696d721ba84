import { readFileSync } from 'node:fs'
import path from 'node:path'
import { openOnnxSession } from '@/lib/engine/inference/onnx-session'
import { walkMargin } from '@/lib/engine/inference/predict'
import { probeRows } from '@/lib/engine/inference/probe-rows'
import { readTrees } from '@/lib/engine/inference/read-trees'
import { MISSING, type TreeEnsemble } from '@/lib/engine/inference/trees'
import { writeOnnx } from '@/lib/engine/inference/write-onnx'
import { BUNDLES, bundleTrees } from './support/bundle'
import { seededRandom } from './support/random'
import { randomRow, randomTreesJson } from './support/random-trees'

async function largestDifference(trees: TreeEnsemble, rows: Float32Array): Promise<number> {
  const n = rows.length / trees.featureCount
  const { predictMargins } = await openOnnxSession(writeOnnx(trees), trees.featureCount)
  const margins = await predictMargins(rows, n)
  return Math.max(
    ...margins.map((margin, r) => Math.abs(margin - walkMargin(trees, rows, r * trees.featureCount))),
  )
}

test('ONNX Runtime takes the branches of the trees, whatever counts as missing', async () => {
  const kinds = new Set<number>()
  for (let seed = 1; seed <= 120; seed++) {
    const random = seededRandom(seed)
    const featureCount = 1 + random.below(6)
    const trees = readTrees(randomTreesJson(random, featureCount), featureCount)
    trees.missing.forEach((kind) => kinds.add(kind))
    const rows = Array.from({ length: 60 }, () => randomRow(random, featureCount))
    const probe = probeRows(trees, 60)
    const all = Float32Array.from([...rows.flatMap((row) => [...row]), ...probe])
    expect(await largestDifference(trees, all)).toBeLessThanOrEqual(1e-6)
  }
  expect(kinds).toEqual(new Set(Object.values(MISSING)))
})

test.each(BUNDLES)(
  'the model of a shipped bundle has the margins of the one that training wrote: %s',
  async (dir) => {
    const trees = bundleTrees(dir)
    const rows = probeRows(trees, 500)
    const shipped = await openOnnxSession(readFileSync(path.join(dir, 'model.onnx')), trees.featureCount)
    const written = await openOnnxSession(writeOnnx(trees), trees.featureCount)
    expect(await written.predictMargins(rows, 500)).toEqual(await shipped.predictMargins(rows, 500))
  },
)

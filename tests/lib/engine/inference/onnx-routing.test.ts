import { readFileSync } from 'node:fs'
import path from 'node:path'
import { openOnnxSession } from '@/lib/engine/inference/onnx-session'
import { leafOf } from '@/lib/engine/inference/predict'
import { probeRows } from '@/lib/engine/inference/probe-rows'
import { BUNDLES, bundleTrees } from './support/bundle'
import { openLeafSession } from './support/leaf-session'

/**
 * Enough that each edge value of the feature with the most of them is in tens of rows.
 * `ROUTING_ROWS=100000 npm test -- tests/lib/engine/inference/onnx-routing.test.ts` compares more rows.
 */
const ROWS = Number(process.env.ROUTING_ROWS ?? 20_000)
const CHUNK = 5_000

/** The rows contain only thresholds, their float32 neighbours, zeros and missing values: the worst case. */
const TITLE = `%s: ONNX Runtime and the trees take the same branch at every split, for ${ROWS} rows next to thresholds`

test.each(BUNDLES)(
  TITLE,
  async (dir) => {
    const trees = bundleTrees(dir)
    const bytes = readFileSync(path.join(dir, 'model.onnx'))
    const onnx = await openOnnxSession(bytes, trees.featureCount)
    const leavesOf = await openLeafSession(bytes, trees.treeCount)
    const all = probeRows(trees, ROWS)
    // Both number the leaves differently; they agree if the numbers map one to one.
    const pairOf = new Int32Array(trees.leafValue.length).fill(-1)
    let misrouted = 0
    let worst = 0
    for (let first = 0; first < ROWS; first += CHUNK) {
      const rows = all.subarray(first * trees.featureCount, (first + CHUNK) * trees.featureCount)
      const leaves = await leavesOf(rows, CHUNK)
      const margins = await onnx.predictMargins(rows, CHUNK)
      for (let r = 0; r < CHUNK; r++) {
        let margin = 0
        for (let t = 0; t < trees.treeCount; t++) {
          const leaf = leafOf(trees, t, rows, r * trees.featureCount)
          const theirs = leaves[r * trees.treeCount + t]!
          if (pairOf[leaf] === -1) pairOf[leaf] = theirs
          else if (pairOf[leaf] !== theirs) misrouted++
          margin += trees.leafValue[leaf]!
        }
        worst = Math.max(worst, Math.abs(margin - margins[r]!))
      }
    }
    expect(misrouted).toBe(0)
    for (let t = 0; t < trees.treeCount; t++) {
      const paired = pairOf.subarray(trees.leafStart[t], trees.leafStart[t + 1]).filter((leaf) => leaf >= 0)
      expect(new Set(paired).size).toBe(paired.length)
    }
    expect(worst).toBeLessThanOrEqual(1e-5)
  },
  120_000,
)

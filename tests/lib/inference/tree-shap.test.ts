import { expectedMargin, walkMargin } from '@/lib/inference/predict'
import { readTrees } from '@/lib/inference/read-trees'
import { buildTreeShap } from '@/lib/inference/tree-shap'
import { bruteForceShap } from './support/brute-force-shap'
import { seededRandom } from './support/random'
import { randomRow, randomTreesJson } from './support/random-trees'
import { maxAbsDifference, readShapGolden } from './support/shap-golden'

describe('contributions equal Shapley values by definition', () => {
  test('on 600 random small ensembles, with missing values, zeros, infinities and empty nodes', () => {
    let worst = 0
    for (let seed = 1; seed <= 600; seed++) {
      const random = seededRandom(seed)
      const featureCount = 1 + random.below(6)
      const trees = readTrees(randomTreesJson(random, featureCount), featureCount)
      const shap = buildTreeShap(trees)
      for (let i = 0; i < 6; i++) {
        const row = randomRow(random, featureCount)
        worst = Math.max(worst, maxAbsDifference(shap.explain(row, 1), bruteForceShap(trees, row)))
      }
    }
    expect(worst).toBeLessThanOrEqual(1e-12)
  })

  test('a tree of a single leaf explains nothing and is all base value', () => {
    const leaf = { feature: [], threshold: [], missing: [], defaultLeft: [], left: [], right: [], cover: [] }
    const trees = readTrees({ trees: [{ ...leaf, leafValue: [-3.5], leafCover: [10] }] }, 2)
    expect(buildTreeShap(trees).explain(Float32Array.of(1, NaN), 1)).toEqual(Float64Array.of(0, 0))
    expect(expectedMargin(trees)).toBe(-3.5)
  })
})

describe.each(['nan', 'none', 'zero'] as const)("contributions equal LightGBM's, missing type %s", (name) => {
  const golden = readShapGolden(name)
  const { trees, rows, n } = golden
  const width = trees.featureCount
  const shap = buildTreeShap(trees)
  const contributions = shap.explain(rows, n)

  test('the walk gives the raw score bit for bit', () => {
    const margins = Float64Array.from({ length: n }, (_, r) => walkMargin(trees, rows, r * width))
    expect(maxAbsDifference(margins, golden.margins)).toBe(0)
  })

  test('all rows agree within 1e-12, values beside thresholds and missing ones included', () => {
    expect(maxAbsDifference(contributions, golden.contributions)).toBeLessThanOrEqual(1e-12)
    expect(Math.abs(expectedMargin(trees) - golden.baseValue)).toBeLessThanOrEqual(1e-12)
  })

  test('base value and contributions sum to the margin on every row', () => {
    const gaps = golden.margins.map((margin, r) => {
      const sum = contributions.subarray(r * width, (r + 1) * width).reduce((total, phi) => total + phi, 0)
      return golden.baseValue + sum - margin
    })
    expect(maxAbsDifference(gaps, new Float64Array(n))).toBeLessThanOrEqual(1e-12)
  })

  test('one row at a time gives the bits of the batch', () => {
    for (let r = 0; r < n; r += 7) {
      const single = shap.explain(rows.slice(r * width, (r + 1) * width), 1)
      expect(single).toEqual(contributions.slice(r * width, (r + 1) * width))
    }
  })
})

test('more rows than a block holds are explained like each alone', () => {
  const { trees, rows, n, contributions } = readShapGolden('nan')
  const twice = new Float32Array(rows.length * 2)
  twice.set(rows)
  twice.set(rows, rows.length)
  const out = buildTreeShap(trees).explain(twice, 2 * n)
  expect(maxAbsDifference(out.slice(rows.length), contributions)).toBeLessThanOrEqual(1e-12)
})

test('a wrong number of values throws', () => {
  const { trees } = readShapGolden('none')
  expect(() => buildTreeShap(trees).explain(new Float32Array(trees.featureCount + 1), 1)).toThrow(RangeError)
})

import { expectedMargin, walkMargin } from '@/lib/engine/inference/predict'
import { readTrees } from '@/lib/engine/inference/read-trees'
import { buildTreeShap } from '@/lib/engine/inference/tree-shap'
import { bruteForceShap } from './support/brute-force-shap'
import { seededRandom } from './support/random'
import { chainTreeJson, randomRow, randomTreesJson } from './support/random-trees'
import { GOLDEN_NAMES, maxAbsDifference, readShapGolden } from './support/shap-golden'

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

  test('for a tree of a single leaf: all zero, the margin is the base value', () => {
    const leaf = { feature: [], threshold: [], missing: [], defaultLeft: [], left: [], right: [], cover: [] }
    const trees = readTrees({ trees: [{ ...leaf, leafValue: [-3.5], leafCover: [10] }] }, 2)
    expect(buildTreeShap(trees).explain(Float32Array.of(1, NaN), 1)).toEqual(Float64Array.of(0, 0))
    expect(expectedMargin(trees)).toBe(-3.5)
  })

  test.each([12, 13, 15])('for a path of %i features, in a row and in a block', (width) => {
    const random = seededRandom(12)
    const trees = readTrees(chainTreeJson(width), width)
    const rows = Array.from({ length: 20 }, () => randomRow(random, width))
    const together = Float32Array.from(rows.flatMap((row) => [...row]))
    const shap = buildTreeShap(trees)
    const expected = Float64Array.from(rows.flatMap((row) => [...bruteForceShap(trees, row)]))
    const inBlock = shap.explain(together, 20)
    expect(maxAbsDifference(inBlock, expected)).toBeLessThanOrEqual(1e-12)
    rows.forEach((row, r) => {
      expect(shap.explain(row, 1)).toEqual(inBlock.subarray(r * width, (r + 1) * width))
    })
  })

  test('additive for paths of forty features; more than 2,000 such leaves are rejected', () => {
    const random = seededRandom(40)
    const trees = readTrees(chainTreeJson(40), 40)
    const shap = buildTreeShap(trees)
    for (let i = 0; i < 20; i++) {
      const row = randomRow(random, 40)
      const sum = shap.explain(row, 1).reduce((total, phi) => total + phi, expectedMargin(trees))
      expect(Math.abs(sum - walkMargin(trees, row, 0))).toBeLessThanOrEqual(1e-12)
    }
    const { trees: chain } = chainTreeJson(40)
    const many = readTrees({ trees: Array.from({ length: 72 }, () => chain[0]) }, 40)
    expect(() => buildTreeShap(many)).toThrow(/more than 2000 leaves/)
  })
})

describe.each(GOLDEN_NAMES)("contributions equal LightGBM's: %s", (name) => {
  const golden = readShapGolden(name)
  const { trees, rows, n } = golden
  const width = trees.featureCount
  const shap = buildTreeShap(trees)
  const contributions = shap.explain(rows, n)
  // Averaged trees (rf) have unscaled leaves: sums around 100 have a hundred times the rounding error.
  const tolerance = 1e-12 * Math.max(1, maxAbsDifference(golden.margins, new Float64Array(n)))

  test('the margin of the trees equals the raw score bit for bit', () => {
    const margins = Float64Array.from({ length: n }, (_, r) => walkMargin(trees, rows, r * width))
    expect(maxAbsDifference(margins, golden.margins)).toBe(0)
  })

  test('all rows agree within 1e-12 (relative for margins above 1), including values next to thresholds and missing values', () => {
    expect(maxAbsDifference(contributions, golden.contributions)).toBeLessThanOrEqual(tolerance)
    expect(Math.abs(expectedMargin(trees) - golden.baseValue)).toBeLessThanOrEqual(tolerance)
  })

  test('base value and contributions sum to the margin on every row', () => {
    const gaps = golden.margins.map((margin, r) => {
      const sum = contributions.subarray(r * width, (r + 1) * width).reduce((total, phi) => total + phi, 0)
      return golden.baseValue + sum - margin
    })
    expect(maxAbsDifference(gaps, new Float64Array(n))).toBeLessThanOrEqual(tolerance)
  })

  test('values that LightGBM treats as zero have the contributions of zero', () => {
    const tiny = [-0, 1e-36, -1e-36, Math.fround(1e-35), -Math.fround(1e-35)]
    const zeros = rows.map((value, i) => (i % 3 === 0 ? 0 : value))
    const expected = shap.explain(zeros, n)
    for (const value of tiny) {
      expect(
        shap.explain(
          zeros.map((zero, i) => (i % 3 === 0 ? value : zero)),
          n,
        ),
      ).toEqual(expected)
    }
  })

  test('single rows equal the batch bit for bit', () => {
    for (let r = 0; r < n; r += 7) {
      const single = shap.explain(rows.slice(r * width, (r + 1) * width), 1)
      expect(single).toEqual(contributions.slice(r * width, (r + 1) * width))
    }
  })
})

test('a split between missing and all other values keeps its infinite threshold', () => {
  const { trees, rows, n, contributions } = readShapGolden('nan')
  const finite = trees.threshold.map((t) => (t === Infinity ? 3.4028234663852886e38 : t))
  expect(finite).not.toEqual(trees.threshold)
  const cut = buildTreeShap({ ...trees, threshold: finite }).explain(rows, n)
  expect(maxAbsDifference(cut, contributions)).toBeGreaterThan(0.01)
})

test('rows in several blocks equal the same rows alone', () => {
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

import { float32Step, probeRows } from '@/lib/engine/inference/probe-rows'
import { readTrees } from '@/lib/engine/inference/read-trees'
import { seededRandom } from './support/random'
import { randomTreesJson } from './support/random-trees'

test.each([1, -1, 0.1, -1e-35, 1e30, 2 ** -149, 0, -Infinity])(
  'the float32 step up from %p is the next value',
  (value) => {
    const from = Math.fround(value)
    const next = float32Step(from, 1)
    expect(next).toBeGreaterThan(from)
    expect(Math.fround(next)).toBe(next)
    if (Number.isFinite(from)) expect([from, next]).toContain(Math.fround(from / 2 + next / 2))
    expect(float32Step(next, -1)).toBeCloseTo(from, 40)
  },
)

test('infinity and missing have no next value', () => {
  expect(float32Step(Infinity, 1)).toBe(Infinity)
  expect(float32Step(-Infinity, -1)).toBe(-Infinity)
  expect(float32Step(NaN, 1)).toBeNaN()
})

test('the rows contain every threshold with both neighbours, and missing values', () => {
  const trees = readTrees(randomTreesJson(seededRandom(4), 3), 3)
  expect(trees.threshold.length).toBeGreaterThan(3)
  const rows = probeRows(trees, 40)
  const used = (feature: number) => new Set(rows.filter((_, i) => i % 3 === feature))
  trees.feature.forEach((feature, node) => {
    const threshold = trees.threshold[node]!
    for (const value of [threshold, float32Step(threshold, 1), float32Step(threshold, -1), NaN]) {
      expect(used(feature).has(value)).toBe(true)
    }
  })
})

import { baselineOf, histogram } from '@/lib/engine/inference/import/baseline'

const of = (...values: number[]) => histogram(Float64Array.from(values))

test('few distinct values have a bin each, and missing values are counted apart', () => {
  expect(of(2, 0, 0, NaN, 1, 2, 2)).toEqual({ edges: [0.5, 1.5], counts: [2, 1, 3], missing: 1 })
})

test('a constant column keeps its value as the edge, a column without values has none', () => {
  expect(of(3, 3)).toEqual({ edges: [3], counts: [2, 0], missing: 0 })
  expect(of(NaN, NaN)).toEqual({ edges: [], counts: [0], missing: 2 })
})

test('many values have deciles and two bins of the tail, each edge the largest value of its bin', () => {
  const { edges, counts, missing } = of(...Array.from({ length: 1_001 }, (_, i) => (i * 17) % 1_001))
  expect(edges).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 990, 999])
  expect(counts).toEqual([101, 100, 100, 100, 100, 100, 100, 100, 100, 90, 9, 1])
  expect(missing).toBe(0)
})

test('orders numbers, not their texts', () => {
  expect(of(10, 9, -1).edges).toEqual([4, 9.5])
})

test('a baseline has the score and each feature of the same rows', () => {
  const baseline = baselineOf(['a', 'b'], Float32Array.of(1, NaN, 2, 5), Float64Array.of(0.1, 0.9))
  expect(baseline).toMatchObject({
    rows: 2,
    score: { counts: [1, 1] },
    features: { a: { edges: [1.5], missing: 0 }, b: { edges: [5], missing: 1 } },
  })
})

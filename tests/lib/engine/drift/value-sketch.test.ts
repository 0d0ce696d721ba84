import { baselineMean, quantileDistance, readSketch, SKETCH_BUCKETS } from '@/lib/engine/drift'
import { addPackedSketches, bucketOf, packSketches, valueOf } from '@/lib/engine/drift/value-sketch'

/** Guarantee: sketches keep values within 1/32, add up exactly, and their distance is the area between quantile functions. */

function sketchOf(values: readonly number[]) {
  const counts = new Float64Array(SKETCH_BUCKETS)
  for (const value of values) counts[bucketOf(value)]! += 1
  return readSketch(counts)
}

const grid = (from: number, to: number): number[] =>
  Array.from({ length: 1_000 }, (_, i) => from + ((to - from) * (i + 0.5)) / 1_000)

describe('a value sketch', () => {
  it('keeps every value within 1/32 of itself', () => {
    for (const value of [1e-9, 0.003, 1, 1.999, 3, 77.7, 12_345, 9e12]) {
      for (const signed of [value, -value]) {
        expect(Math.abs(valueOf(bucketOf(signed)) / signed - 1)).toBeLessThanOrEqual(1 / 32)
      }
    }
    expect([valueOf(bucketOf(0)), valueOf(bucketOf(-0))]).toEqual([0, 0])
  })

  it('lists its values in ascending order', () => {
    const { values, total } = sketchOf([5, -2, 0, -300, 0.1, 5])
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect([values.length, total]).toEqual([5, 6])
  })

  it('packs and adds without loss', () => {
    const counts = new Float64Array(3 * SKETCH_BUCKETS)
    counts[0] = 1
    counts[SKETCH_BUCKETS - 1] = 3_000_000_000
    counts[SKETCH_BUCKETS] = 127
    counts[3 * SKETCH_BUCKETS - 1] = 128
    const total = new Float64Array(counts)
    addPackedSketches(packSketches(counts), total)
    expect(total).toEqual(counts.map((count) => 2 * count))
    expect(() => addPackedSketches(packSketches(counts).subarray(0, 5), total)).toThrow(RangeError)
  })
})

describe('the distance of a sketch from a baseline', () => {
  const quantiles = Array.from({ length: 201 }, (_, i) => 100 + i / 2)
  const uniform = { edges: [100, 150, 200], counts: [0, 500, 500, 0], missing: 0, quantiles, mean: 150 }

  it('is the mean shift of the values', () => {
    const shifted = quantileDistance(uniform, sketchOf(grid(120, 200)))!
    // Between uniform on [100, 200] and on [120, 200] the quantile functions differ by 20 (1 - u): 10 on average.
    expect(shifted.moved).toBeCloseTo(10, 0)
    expect(shifted.scaled).toBeCloseTo(10 / 25, 1)
  })

  it('is about 0 for the same distribution, with or without stored quantiles', () => {
    expect(quantileDistance(uniform, sketchOf(grid(100, 200)))!.scaled).toBeLessThan(0.02)
    const { edges, counts, missing } = uniform
    expect(quantileDistance({ edges, counts, missing }, sketchOf(grid(100, 200)))!.scaled).toBeLessThan(0.1)
  })

  it('does not depend on the bins, which miss a shift inside one of them', () => {
    const coarse = { ...uniform, edges: [50, 250], counts: [0, 1_000, 0] }
    expect(quantileDistance(coarse, sketchOf(grid(180, 200)))!.scaled).toBeGreaterThan(1)
  })

  it('measures a few values and a constant by their size', () => {
    const flag = { edges: [0.5], counts: [750, 250], missing: 0 }
    expect(quantileDistance(flag, sketchOf([0, 0, 1, 1]))!.moved).toBeCloseTo(0.25, 1)
    expect(quantileDistance({ edges: [8], counts: [10, 0], missing: 0 }, sketchOf([8, 8]))).toEqual({
      moved: 0,
      scaled: 0,
    })
    expect(quantileDistance({ edges: [], counts: [0], missing: 5 }, sketchOf([1]))).toBeNull()
  })
})

test('a mean is measured, or an estimate from the histogram', () => {
  expect(baselineMean({ edges: [1], counts: [1, 1], missing: 0, mean: 3 })).toEqual({
    mean: 3,
    isEstimate: false,
  })
  const estimated = baselineMean({ edges: [0.5], counts: [750, 250], missing: 0 })!
  expect(estimated.isEstimate).toBe(true)
  expect(estimated.mean).toBeCloseTo(0.25, 2)
})

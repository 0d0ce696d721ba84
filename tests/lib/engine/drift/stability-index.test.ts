import { readFileSync } from 'node:fs'
import {
  type BaselineHistogram,
  binOf,
  indexNoise,
  layoutOf,
  SHARE_FLOOR,
  stabilityIndex,
  statusOf,
} from '@/lib/engine/drift'
import { baselineCounts, type Bins, binsOf } from '@/lib/engine/drift/bins'

/** Guarantee: the stability index equals the formula worked out by hand, and sees what bins of quantiles alone would hide. */

/** The recent values in the bins of a baseline. */
function indexAgainst(
  baseline: BaselineHistogram,
  recent: readonly number[],
): { psi: number; counts: Float64Array; bins: Bins } {
  const bins = binsOf(baseline)
  const counts = new Float64Array(bins.size)
  for (const value of recent) counts[binOf(bins, value)]! += 1
  return { psi: stabilityIndex(baselineCounts(baseline, bins), counts)!, counts, bins }
}

const repeat = (value: number, times: number): number[] => new Array<number>(times).fill(value)

describe('the stability index', () => {
  it('equals the hand-computed sum', () => {
    // 0.1 ln(0.5 / 0.4) + 0 - 0.1 ln(0.1 / 0.2) by bin: 0.0223144 + 0 + 0.0693147.
    expect(stabilityIndex([40, 40, 20], [50, 40, 10])).toBeCloseTo(0.0916291, 7)
    expect(stabilityIndex([300, 100], [150, 50])).toBe(0)
  })

  it('is the same in both directions and does not depend on the sizes of the samples', () => {
    expect(stabilityIndex([40, 40, 20], [500, 400, 100])).toBeCloseTo(
      stabilityIndex([50, 40, 10], [4, 4, 2])!,
      12,
    )
  })

  it('counts an empty bin with the documented floor', () => {
    const expected = (0.5 - SHARE_FLOOR) * Math.log(0.5 / SHARE_FLOOR) + 0.5 * Math.log(1 / 0.5)
    expect(stabilityIndex([50, 50], [0, 100])).toBeCloseTo(expected, 10)
    expect(stabilityIndex([50, 50], [0, 0])).toBeNull()
  })

  it('is stable within the noise of its sample sizes', () => {
    const noise = indexNoise([1_000, 1_000, 1_000], [5, 5, 5])!
    // chi-square with 2 degrees, 99 %: 9.21.
    expect(noise).toBeCloseTo((1 / 3_000 + 1 / 15) * 9.21, 1)
    expect(statusOf(0.3, noise)).toBe('stable')
    expect([statusOf(0.05, 0), statusOf(0.1, 0), statusOf(0.25, 0)]).toEqual(['stable', 'warning', 'alert'])
  })
})

describe('the bins of a feature', () => {
  it('give the zeros of a zero-inflated feature a bin of their own', () => {
    // 90 % zeros, no other edge below: quantile bins alone would put every recent value into one bin and return 0.
    const baseline = { edges: [0, 5], counts: [900, 90, 10], missing: 0 }
    const { psi, counts, bins } = indexAgainst(baseline, [...repeat(0, 300), ...repeat(2, 700)])
    expect(counts[bins.zero]).toBe(300)
    expect(psi).toBeCloseTo(
      (0.3 - 0.9) * Math.log(0.3 / 0.9) +
        (0.7 - 0.09) * Math.log(0.7 / 0.09) +
        (1e-4 - 0.01) * Math.log(1e-4 / 0.01),
      10,
    )
    expect(psi).toBeGreaterThan(1.3)
  })

  it('split zeros from the interval around them where the bundle counts them', () => {
    const baseline = { edges: [-5, 5], counts: [100, 800, 100], missing: 0, zeros: 700 }
    const bins = binsOf(baseline)
    expect([...baselineCounts(baseline, bins)]).toEqual([100, 100, 100, 700, 0, 0])
    expect([-6, -5, 0, 1, 6].map((value) => binOf(bins, value))).toEqual([0, 0, 3, 1, 2])
  })

  it('see a constant baseline move, up or down', () => {
    const constant = { edges: [7], counts: [1_000, 0], missing: 0 }
    for (const value of [6, 8]) {
      const { psi, counts, bins } = indexAgainst(constant, repeat(value, 100))
      expect(counts[bins.unseen]).toBe(100)
      expect(psi).toBeGreaterThan(10)
    }
    expect(indexAgainst(constant, repeat(7, 100)).psi).toBe(0)
  })

  it('count values that the baseline never had, named or implied by its edges', () => {
    const named = { edges: [1, 3], counts: [10, 10, 10], missing: 0, values: [0, 2, 4] }
    const implied = { edges: [0.5, 1.5, 4], counts: [10, 10, 10, 10], missing: 0 }
    expect(binsOf(implied).values).toEqual([0, 1, 2, 6])
    for (const baseline of [named, implied]) {
      const { counts, bins, psi } = indexAgainst(baseline, [0, 2, 3, 3, NaN])
      expect([counts[bins.unseen], counts[bins.missing]]).toEqual([2, 1])
      expect(psi).toBeGreaterThan(1)
    }
  })

  it('imply no values where a column had many', () => {
    expect(binsOf({ edges: [0, 8, 16], counts: [5, 5, 5, 5], missing: 0 }).values).toBeNull()
    expect(binsOf({ edges: [0.9333, 0.9767, 1], counts: [5, 5, 5, 0], missing: 0 }).values).toBeNull()
    expect(binsOf({ edges: [], counts: [0], missing: 3 }).values).toBeNull()
  })

  it.each(['sentinel/1.1.0', 'paysim/2.0.0'])('of the shipped bundle %s count every row once', (bundle) => {
    const read = (file: string) => JSON.parse(readFileSync(`ml/models/${bundle}/${file}`, 'utf8'))
    const baseline = read('baseline.json')
    const { columns } = layoutOf(read('manifest.json').features, baseline)
    for (const column of columns) {
      expect(column.baseline.reduce((sum, count) => sum + count, 0)).toBe(baseline.rows)
      expect(Math.min(...column.baseline)).toBeGreaterThanOrEqual(0)
      expect(stabilityIndex(column.baseline, column.baseline)).toBe(0)
    }
  })
})

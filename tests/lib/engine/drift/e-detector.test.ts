import { accumulateEvidence, type DetectorSettings } from '@/lib/engine/drift/e-detector'

/** Guarantee: evidence looked at every day crosses its threshold in at most its share of undisturbed years, and soon after a change. */
const settings: DetectorSettings = {
  horizonDays: 365,
  tolerance: 0.5,
  shifts: [0.5, 1, 2],
  directions: [1, -1],
  largest: 4,
}
const THRESHOLD = 20

function gaussian(seed: number): () => number {
  let state = seed
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  return () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
}

describe('evidence', () => {
  it('is the hand-computed mixture after two days', () => {
    const one: DetectorSettings = {
      horizonDays: 2,
      tolerance: 0,
      shifts: [1],
      directions: [1, -1],
      largest: 10,
    }
    const [up, down] = [Math.exp(1 - 0.5), Math.exp(-1 - 0.5)]
    const first = 0.5 + (0.5 * up + 0.5 * down) / 2
    const second = ((0.5 * up + 0.5) * up + (0.5 * down + 0.5) * down) / 2
    const found = accumulateEvidence([1, 1], one)
    expect(found[0]).toBeCloseTo(first, 12)
    expect(found[1]).toBeCloseTo(second, 12)
  })

  it('crosses the threshold in at most 5 % of 400 undisturbed years', () => {
    const alarms = Array.from({ length: 400 }, (_, i) => {
      const draw = gaussian(1_000 + 37 * i)
      return Math.max(...accumulateEvidence(Array.from({ length: 365 }, draw), settings)) >= THRESHOLD
    }).filter(Boolean).length
    expect(alarms).toBeLessThanOrEqual(20)
  })

  it('crosses it within ten days of a shift by 2.5 deviations, whenever it begins, in either direction', () => {
    for (const direction of [1, -1]) {
      const late = Array.from({ length: 40 }, (_, i) => {
        const draw = gaussian(9_000 + 53 * i)
        const values = Array.from({ length: 210 }, (_, day) => draw() + (day < 200 ? 0 : 2.5 * direction))
        return accumulateEvidence(values, settings)
          .slice(200)
          .some((value) => value >= THRESHOLD)
      })
      expect(late.filter(Boolean).length).toBeGreaterThanOrEqual(36)
    }
  })

  it('does not follow one wild day, and skips days without a value', () => {
    const calm = Array.from({ length: 50 }, () => 0)
    expect(Math.max(...accumulateEvidence([...calm, 1_000, ...calm], settings))).toBeLessThan(THRESHOLD)
    expect(accumulateEvidence([null, null], settings)).toEqual([1, 1])
  })
})

import { arrivedShare, daysUntil, estimatePerformance, learnArrival } from '@/lib/engine/drift'

/** Guarantee: estimates follow from calibrated scores by hand, and the arrival curve is learnt in spite of young weeks. */
describe('performance before labels', () => {
  it('is the mean score of the alerts, and their share of all expected frauds', () => {
    // Ten alerts of 0.5 and 1,000 approved of 0.001.
    const { precision, recall, frauds } = estimatePerformance(
      { decisions: 10, scores: 5, variance: 2.5 },
      { decisions: 1_000, scores: 1, variance: 0.999 },
    )
    expect(precision!.value).toBe(0.5)
    expect(precision!.high - precision!.value).toBeCloseTo((1.6449 * Math.sqrt(2.5)) / 10, 6)
    expect(frauds.value).toBe(6)
    expect(recall!.value).toBeCloseTo(5 / 6, 10)
    expect(recall!.low).toBeLessThan(recall!.value)
    expect(recall!.high).toBeLessThanOrEqual(1)
  })

  it('covers the true precision of calibrated scores in about 90 % of drawn weeks', () => {
    let state = 7
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    let covered = 0
    for (let week = 0; week < 400; week++) {
      const alerts = { decisions: 60, scores: 0, variance: 0 }
      let frauds = 0
      for (let i = 0; i < alerts.decisions; i++) {
        const score = 0.05 + 0.9 * random()
        alerts.scores += score
        alerts.variance += score * (1 - score)
        if (random() < score) frauds += 1
      }
      const { precision } = estimatePerformance(alerts, { decisions: 0, scores: 0, variance: 0 })
      if (precision!.low <= frauds / 60 && frauds / 60 <= precision!.high) covered += 1
    }
    expect(covered / 400).toBeGreaterThan(0.86)
    expect(covered / 400).toBeLessThan(0.97)
  })

  it('has nothing to divide by without alerts', () => {
    const none = { decisions: 0, scores: 0, variance: 0 }
    expect(estimatePerformance(none, none)).toMatchObject({ precision: null, recall: null })
  })
})

describe('the arrival curve of labels', () => {
  const share = (day: number) => 1 - 0.8 ** (day + 1)
  /** Frauds of a week whose labels arrive geometrically, cut off at its age. */
  const weekOf = (ageDays: number) => ({
    ageDays,
    frauds: Array.from({ length: ageDays + 1 }, (_, day) =>
      Math.round(1_000 * (share(day) - share(day - 1))),
    ),
  })

  it('is learnt from weeks of all ages, although the young ones show short delays only', () => {
    const curve = learnArrival([60, 40, 10, 3, 1].map(weekOf))!
    for (const day of [0, 2, 5, 10]) expect(curve[day]).toBeCloseTo(share(day), 2)
    expect(daysUntil(curve, 0.9)).toBe(10)
    expect(arrivedShare(curve, 500)).toBe(1)
    expect(arrivedShare(curve, -3)).toBe(0)
  })

  it('needs a hundred frauds', () => {
    expect(learnArrival([{ ageDays: 30, frauds: [50, 49] }])).toBeNull()
    expect(learnArrival([])).toBeNull()
  })
})

import { FEATURES } from '@/lib/engine/features'
import { baselineHistograms, thresholdCurves } from '@/lib/governance/models/curves-schema'
import type { BaselineHistograms, ThresholdCurves } from '@/lib/governance/models/schema'
import { savingsAt, TEST_FRAUDS, thresholds } from './evaluation'

export function buildCurves(): ThresholdCurves {
  return thresholdCurves.parse({
    slice: 'threshold',
    rows: 170_000,
    frauds: 663,
    amount: 31_000_000,
    fraudAmount: 205_000,
    costs: { review: 5, missed: 'amount' },
    points: thresholds.map((threshold) => {
      const { reviews, caught, netSavings } = savingsAt(threshold)
      const scale = 663 / TEST_FRAUDS
      return {
        threshold,
        flagged: Math.round(reviews * scale),
        caught: Math.round(caught * scale),
        caughtAmount: caught * scale * 305,
        flaggedAmount: reviews * scale * 220,
        netSavings: netSavings * scale * 1.04,
      }
    }),
  })
}

export function buildBaseline(): BaselineHistograms {
  const histogram = (missing: number) => ({ edges: [0.5], counts: [1_000_000 - missing, 0], missing })
  return baselineHistograms.parse({
    rows: 1_000_000,
    score: histogram(0),
    features: Object.fromEntries(FEATURES.map(({ name }, i) => [name, histogram(i % 3 === 0 ? 120_000 : 0)])),
  })
}

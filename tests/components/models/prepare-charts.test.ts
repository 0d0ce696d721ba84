import { prepareGain, preparePrecisionRecall } from '@/app/(workspace)/models/[id]/prepare-curves'
import { prepareReliability } from '@/app/(workspace)/models/[id]/prepare-reliability'
import {
  costsInWords,
  prepareSavings,
  prepareThresholds,
} from '@/app/(workspace)/models/[id]/prepare-savings'
import { prepareThresholdChart } from '@/app/(workspace)/models/[id]/prepare-threshold-chart'
import type { PlotSpec } from '@/components/charts/plot-spec'
import { buildCurves } from '../../support/model-curves'
import { buildReport } from '../../support/model-report'

const report = buildReport()
const curves = buildCurves()
const thresholds = { review: 0.01, block: 0.1, mediumFrom: 0.001, highFrom: 0.05 }
const line = (spec: PlotSpec, label: string) =>
  spec.lines.find((one) => one.label.startsWith(label))?.points ?? []

describe('reliability', () => {
  const views = prepareReliability(report.calibration.reliability)

  it('shows every bin on both kinds of axes, and the top 1 % separately', () => {
    expect(views.map(({ label, bins }) => [label, bins.length])).toEqual([
      ['All scores', 25],
      ['Logarithmic', 25],
      ['Top 1 %', 10],
    ])
  })

  it('puts a calibrated bin on the diagonal, on every kind of axes', () => {
    const perfect = { rows: 1_000, meanScore: 0.03, fraudRate: 0.03, low: 0.02, high: 0.05 }
    for (const { spec } of prepareReliability([perfect, { ...perfect, meanScore: 0.4, fraudRate: 0.2 }])) {
      const [on, off] = spec.dots?.items ?? []
      expect(on?.x).toBeCloseTo(on?.y ?? NaN, 12)
      expect(on?.low).toBeLessThan(on?.y ?? 0)
      expect(off?.y).toBeLessThan(off?.x ?? 0)
    }
  })

  it('names decades in plain per cent', () => {
    const labels = views[1]?.spec.x.ticks.map(({ label }) => label)
    expect(labels).toEqual(['0.001 %', '0.01 %', '0.1 %', '1 %', '10 %', '100 %'])
  })

  it('has no third view without finer bins, draws a rate of zero, and no point for an empty bin', () => {
    const bin = { rows: 500, meanScore: 0.001, fraudRate: 0, low: 0, high: 0.007 }
    expect(prepareReliability([bin]).map(({ label }) => label)).toEqual(['All scores', 'Logarithmic'])
    expect(prepareReliability([bin])[1]?.spec.dots?.items[0]?.y).toBe(0)
    expect(prepareReliability([{ ...bin, rows: 0 }])).toEqual([])
  })
})

describe('precision and recall', () => {
  it('marks both thresholds, and omits one that was not computed', () => {
    expect(preparePrecisionRecall(report).dots?.items.map(({ x, y }) => [x, y])).toEqual([
      [0.71, 0.54],
      [0.44, 0.91],
    ])
    const headline = { ...report.headline, blockPrecision: null }
    expect(preparePrecisionRecall({ ...report, headline }).dots?.items).toHaveLength(1)
  })

  it('shows the precision of guessing: the share of frauds', () => {
    expect(line(preparePrecisionRecall(report), 'guessing')[0]?.[1]).toBeCloseTo(1_100 / 280_000)
  })
})

it('draws the gain by count and by amount over the reviewed share', () => {
  const spec = prepareGain(report)
  expect(line(spec, 'frauds').at(-1)).toEqual([1, 1])
  for (const [i, [x, money]] of line(spec, 'fraud money').entries()) {
    expect(money).toBeGreaterThanOrEqual(line(spec, 'frauds')[i]?.[1] ?? 1)
    expect(x).toBeGreaterThanOrEqual(0)
  }
})

describe('savings', () => {
  it('compares the slice of the choice with the test slice, per 1,000 payments', () => {
    const spec = prepareSavings(report, curves, thresholds)
    expect(spec.lines.map(({ label }) => label)).toEqual(['test slice, unseen', 'slice it was chosen on'])
    expect(prepareSavings(report, null, thresholds).lines).toHaveLength(1)
    expect(spec.guides?.map(({ label, at }) => [label, at])).toEqual([
      ['review 0.010', 0.5],
      ['block 0.100', 0.75],
    ])
  })

  it('omits thresholds whose losses would flatten the curve', () => {
    const points = [
      { threshold: 0.001, reviews: 280_000, caught: 1_100, netSavings: -1_200_000 },
      { threshold: 0.1, reviews: 2_000, caught: 800, netSavings: 200_000 },
    ]
    const spec = prepareSavings(buildReport({ savings: { ...report.savings, points } }), null, thresholds)
    expect(spec.lines[0]?.points).toHaveLength(1)
  })

  it('states the costs of the computation', () => {
    expect(costsInWords(report.savings)).toMatch(/^A review costs 5 USD, a missed fraud costs its amount\./)
    expect(costsInWords({ ...report.savings, costPerMissed: 300 })).toMatch(/a missed fraud costs 300 USD\./)
  })

  it('draws the caught and flagged shares, which fall with the threshold', () => {
    const spec = prepareThresholds(curves, thresholds)
    for (const { points } of spec.lines) {
      for (const [i, [x, y]] of points.entries()) {
        expect(y).toBeLessThanOrEqual(points[i - 1]?.[1] ?? 1)
        expect(x).toBeGreaterThanOrEqual(points[i - 1]?.[0] ?? 0)
      }
    }
    expect(spec.lines.map(({ label }) => label)).toEqual(['frauds', 'fraud money', 'all payments'])
  })
})

describe('the interactive threshold chart', () => {
  it('counts alerts per 1,000 payments, and shares from 0 to 1, by ascending threshold', () => {
    const points = prepareThresholdChart(curves)
    expect(points.map(({ threshold }) => threshold)).toEqual(
      points.map(({ threshold }) => threshold).sort((a, b) => a - b),
    )
    for (const { alertsPerThousand, flagged, caught, precision } of points) {
      expect(alertsPerThousand).toBeCloseTo(flagged * 1_000, 9)
      for (const share of [flagged, caught ?? 0, precision ?? 0]) {
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }
    }
  })

  it('has no precision without flagged payments, and no share of frauds without frauds', () => {
    const [first] = curves.points
    if (!first) throw new Error('the curves have no points')
    const silent = { ...first, threshold: 0.5, flagged: 0, caught: 0 }
    const [point] = prepareThresholdChart({ ...curves, frauds: 0, points: [silent] })
    expect(point).toMatchObject({ precision: null, caught: null, alertsPerThousand: 0 })
  })
})

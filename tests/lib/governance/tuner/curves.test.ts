import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { bundleCurve } from '@/lib/governance/tuner/bundle-curve'
import { curveOfBins } from '@/lib/governance/tuner/curve'
import { labelDelayDays } from '@/lib/governance/models/label-delay'
import { nearestPlace, placeUpTo, TUNER_THRESHOLDS } from '@/lib/governance/tuner/thresholds'
import { modelReport } from '@/lib/governance/models/report-schema'
import type { BundleReading, Slice } from '@/lib/governance/models/schema'
import { countedCurve, type TunedPayment } from '../../../support/tuner-curves'

const bundleFile = (file: string) => readFileSync(path.resolve('ml/models/sentinel/1.1.0', file), 'utf8')
const report = modelReport.parse(JSON.parse(bundleFile('report.json')))

/** The bins as the database counts them: width_bucket over the thresholds. */
function binned(thresholds: readonly number[], payments: readonly TunedPayment[]) {
  const bins = {
    payments: new Array<number>(thresholds.length + 1).fill(0),
    frauds: new Array<number>(thresholds.length + 1).fill(0),
    fraudAmounts: new Array<number>(thresholds.length + 1).fill(0),
    fraudSquares: new Array<number>(thresholds.length + 1).fill(0),
  }
  const add = (values: number[], bin: number, value: number) => {
    values[bin] = (values[bin] as number) + value
  }
  for (const { score, amount, isFraud } of payments) {
    const bin = thresholds.filter((threshold) => threshold <= score).length
    add(bins.payments, bin, 1)
    if (!isFraud) continue
    add(bins.frauds, bin, 1)
    add(bins.fraudAmounts, bin, amount)
    add(bins.fraudSquares, bin, amount ** 2)
  }
  return bins
}

describe('the thresholds of own traffic', () => {
  it('are more than a thousand, ascending, and those of the shipped report', () => {
    expect(TUNER_THRESHOLDS.length).toBeGreaterThan(1_000)
    expect(TUNER_THRESHOLDS).toEqual(report.savings.points.map(({ threshold }) => threshold))
  })

  it('finds the place of a threshold from below and the nearest one', () => {
    const thresholds = [0.001, 0.01, 0.1]
    expect([0.0001, 0.001, 0.05, 0.1, 0.9].map((at) => placeUpTo(thresholds, at))).toEqual([0, 0, 1, 2, 2])
    expect([0.0001, 0.002, 0.05, 0.9].map((at) => nearestPlace(thresholds, at))).toEqual([0, 0, 2, 2])
  })
})

describe('a curve of bins', () => {
  const payment = fc.record({
    score: fc.double({ min: 0.0001, max: 0.9999, noNaN: true }),
    amount: fc.integer({ min: 1, max: 10_000 }),
    isFraud: fc.boolean(),
  })

  it('counts what each threshold flags and catches, as counting payments does', () => {
    const thresholds = [0.001, 0.01, 0.25, 0.5, 0.75]
    fc.assert(
      fc.property(fc.array(payment, { minLength: 1, maxLength: 60 }), (payments) => {
        const curve = curveOfBins(thresholds, binned(thresholds, payments), 100)
        expect(curve).toEqual(countedCurve(thresholds, payments, 100))
      }),
    )
  })
})

describe('the curve of the test slice', () => {
  it('has the counts of the report, and fraud amounts that give its net savings again', () => {
    const { curve, days } = bundleCurve(report, null) ?? fail('no curve')
    const { points, costPerReview } = report.savings
    const slice = report.slices.find(({ name }) => name === 'test')
    expect(curve.payments).toBe(slice?.rows)
    expect(curve.paymentsPerDay * days).toBeCloseTo(curve.payments, 6)
    points.forEach(({ reviews, caught, netSavings }, i) => {
      expect([curve.flagged[i], curve.caught[i]]).toEqual([reviews, caught])
      expect((curve.caughtAmount?.[i] ?? NaN) - reviews * costPerReview).toBeCloseTo(netSavings, 2)
    })
  })

  it('is scaled to the payments a day of own traffic', () => {
    expect(bundleCurve(report, 12_345)?.curve.paymentsPerDay).toBe(12_345)
  })

  it('knows no amounts where training gave every missed fraud the same cost', () => {
    const fixed = { ...report, savings: { ...report.savings, costPerMissed: 1_000 } }
    expect(bundleCurve(fixed, null)?.curve.caughtAmount).toBeNull()
  })

  it('is absent where the report has no points', () => {
    expect(bundleCurve({ ...report, savings: { ...report.savings, points: [] } }, null)).toBeNull()
  })
})

describe('the label delay', () => {
  const reading = (slices: Slice[] | null) =>
    ({ state: 'read', documents: { slices } }) as unknown as BundleReading

  it('is the gap that training left before the test slice, in whole days', () => {
    const { slices } = JSON.parse(bundleFile('manifest.json')) as { slices: Slice[] }
    expect(labelDelayDays(reading(slices))).toBe(12)
  })

  it('is 30 days for a bundle without slices, or one that cannot be read', () => {
    expect(labelDelayDays(reading(null))).toBe(30)
    expect(labelDelayDays({ state: 'unreadable', file: 'manifest.json', reason: 'absent' })).toBe(30)
  })
})

function fail(reason: string): never {
  throw new Error(reason)
}

import fc from 'fast-check'
import { netSavings } from '@/lib/engine/policy'
import { allFigures, figuresAt } from '@/lib/governance/tuner/figures'
import { findOptimum } from '@/lib/governance/tuner/optimum'
import { optimumWithInterval } from '@/lib/governance/tuner/optimum-interval'
import { poisson, uniforms } from '@/lib/governance/tuner/redraw'
import type { TunerAssumptions, TunerCurve } from '@/lib/governance/tuner/schema'
import { ASSUMPTIONS, COSTS, countedCurve, type TunedPayment } from '../../../support/tuner-curves'

const THRESHOLDS = [0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8]
const BLOCK = 0.6

const payment = fc.record({
  score: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  amount: fc.integer({ min: 1, max: 400 }),
  isFraud: fc.boolean(),
})
const payments = fc.array(payment, { minLength: 1, maxLength: 50 })

/** Net savings of a review threshold, summed payment by payment. */
function savingsOneByOne(
  all: readonly TunedPayment[],
  threshold: number,
  { costs, minutesPerAlert }: TunerAssumptions,
) {
  const flagged = all.filter(({ score }) => score >= threshold)
  const frauds = flagged.filter(({ isFraud }) => isFraud)
  const stopped = flagged.filter(({ score, isFraud }) => !isFraud && score >= BLOCK)
  const treatment = {
    frauds_stopped: frauds.length,
    fraud_amount_stopped: frauds.reduce((sum, { amount }) => sum + amount, 0),
    alerts_reviewed: flagged.length,
    genuine_stopped: stopped.length,
  }
  return netSavings(treatment, costs, minutesPerAlert)
}

describe('the figures of a threshold', () => {
  it('are those of its payments one by one, scaled to a day', () => {
    const fixed = {
      ...ASSUMPTIONS,
      costs: { ...COSTS, fraud_loss_kind: 'fixed', fraud_loss_amount: '75' } as const,
    }
    fc.assert(
      fc.property(payments, fc.constantFrom(ASSUMPTIONS, fixed), (all, assumptions) => {
        const curve = countedCurve(THRESHOLDS, all, all.length / 2)
        allFigures(curve, BLOCK, assumptions).forEach((figures) => {
          const flagged = all.filter(({ score }) => score >= figures.threshold).length
          expect(figures.alertsPerDay).toBeCloseTo(flagged / 2, 9)
          expect(figures.hoursPerDay).toBeCloseTo((flagged / 2) * (10 / 60), 9)
          if (figures.threshold <= BLOCK)
            expect(figures.savedPerDay).toBeCloseTo(
              savingsOneByOne(all, figures.threshold, assumptions) / 2,
              6,
            )
        })
      }),
    )
  })

  it('has no precision where nothing is flagged, and no recall without a known fraud', () => {
    const curve = countedCurve(THRESHOLDS, [{ score: 0.02, amount: 5, isFraud: false }], 1)
    expect(figuresAt(curve, 6, BLOCK, ASSUMPTIONS)).toMatchObject({
      precision: null,
      recall: null,
      alertsPerDay: 0,
    })
  })

  it('has no savings where the cost model needs amounts that are not known', () => {
    const curve = {
      ...countedCurve(THRESHOLDS, [{ score: 0.9, amount: 5, isFraud: true }], 1),
      caughtAmount: null,
    }
    expect(figuresAt(curve, 0, BLOCK, ASSUMPTIONS).savedPerDay).toBeNull()
    expect(optimumWithInterval(curve, BLOCK, ASSUMPTIONS)).toBeNull()
  })
})

describe('the optimum', () => {
  it('saves most of all thresholds up to the block threshold that fit the capacity', () => {
    fc.assert(
      fc.property(payments, fc.integer({ min: 0, max: 30 }), (all, alertsPerDay) => {
        const assumptions = { ...ASSUMPTIONS, alertsPerDay }
        const curve = countedCurve(THRESHOLDS, all, all.length)
        const fitting = allFigures(curve, BLOCK, assumptions).filter(
          ({ threshold, alertsPerDay: alerts }) => threshold <= BLOCK && alerts <= alertsPerDay + 1e-9,
        )
        const place = findOptimum(curve, BLOCK, assumptions)
        if (fitting.length === 0) return expect(place).toBeNull()
        const most = Math.max(...fitting.map(({ savedPerDay }) => savedPerDay ?? NaN))
        expect(figuresAt(curve, place as number, BLOCK, assumptions).savedPerDay).toBeCloseTo(most, 6)
      }),
    )
  })

  it('is the highest of thresholds that save the same', () => {
    const curve = countedCurve(THRESHOLDS, [{ score: 0.5, amount: 100, isFraud: true }], 1)
    expect(findOptimum(curve, BLOCK, ASSUMPTIONS)).toBe(THRESHOLDS.indexOf(0.4))
  })

  it('gets the same interval each time', () => {
    const curve = simulated(uniforms(7))
    expect(optimumWithInterval(curve, BLOCK, ASSUMPTIONS)).toEqual(
      optimumWithInterval(curve, BLOCK, ASSUMPTIONS),
    )
  })
})

const GRID = Array.from({ length: 20 }, (_, i) => (i + 1) / 25)
const DAYS = 20
/** Means of one day per bin, from the lowest threshold on: genuine payments, frauds, and the amount of each fraud. */
const MEANS = GRID.map((threshold) => ({
  genuine: 800 * Math.exp(-9 * threshold),
  frauds: 2 * (0.15 + threshold),
  amount: 60 + 200 * threshold,
}))

/** A curve drawn from the means. */
function simulated(uniform: () => number): TunerCurve {
  const drawn = MEANS.map(({ genuine, frauds, amount }) => {
    const count = poisson(frauds * DAYS, uniform)
    const amounts = Array.from({ length: count }, () => amount * (0.5 + uniform()))
    const sum = (power: number) => amounts.reduce((total, one) => total + one ** power, 0)
    return {
      flagged: poisson(genuine * DAYS, uniform) + count,
      caught: count,
      amount: sum(1),
      square: sum(2),
    }
  })
  const fromHereOn = (value: (bin: (typeof drawn)[number]) => number) =>
    drawn.map((_, i) => drawn.slice(i).reduce((total, bin) => total + value(bin), 0))
  const flagged = fromHereOn((bin) => bin.flagged)
  const caught = fromHereOn((bin) => bin.caught)
  return {
    thresholds: GRID,
    payments: flagged[0] ?? 0,
    frauds: caught[0] ?? 0,
    paymentsPerDay: (flagged[0] ?? 0) / DAYS,
    flagged,
    caught,
    caughtAmount: fromHereOn((bin) => bin.amount),
    caughtSquares: fromHereOn((bin) => bin.square),
  }
}

/** What the threshold at a place is expected to save a day in the world of the means. */
function expectedSavings(place: number): number {
  const from = MEANS.slice(place)
  const blocked = MEANS.slice(GRID.findIndex((threshold) => threshold > BLOCK) - 1)
  const sum = (bins: typeof MEANS, value: (bin: (typeof MEANS)[number]) => number) =>
    bins.reduce((total, bin) => total + value(bin), 0)
  return netSavings(
    {
      frauds_stopped: sum(from, ({ frauds }) => frauds),
      fraud_amount_stopped: sum(from, ({ frauds, amount }) => frauds * amount),
      alerts_reviewed: sum(from, ({ genuine, frauds }) => genuine + frauds),
      genuine_stopped: sum(blocked, ({ genuine }) => genuine),
    },
    COSTS,
    ASSUMPTIONS.minutesPerAlert,
  )
}

describe('the interval of the optimum', () => {
  it('covers the expected savings of the chosen threshold in about 95 % of simulated institutions', () => {
    const worlds = 80
    const uniform = uniforms(2026)
    let covered = 0
    for (let world = 0; world < worlds; world++) {
      const best = optimumWithInterval(simulated(uniform), BLOCK, { ...ASSUMPTIONS, alertsPerDay: 2_000 })
      if (!best) throw new Error('a simulated institution has no optimum')
      expect(best.thresholdLow).toBeLessThanOrEqual(best.threshold)
      expect(best.thresholdHigh).toBeGreaterThanOrEqual(best.threshold)
      const expected = expectedSavings(best.place)
      if (best.savedLow <= expected && expected <= best.savedHigh) covered++
    }
    // Three standard errors of 80 draws at 95 % are 0.073.
    expect(covered / worlds).toBeGreaterThan(0.87)
  })

  it.each([0.3, 5, 100])('draws Poisson numbers with mean and variance %s', (mean) => {
    const uniform = uniforms(1)
    const drawn = Array.from({ length: 20_000 }, () => poisson(mean, uniform))
    const average = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    const variance = drawn.reduce((sum, value) => sum + (value - average) ** 2, 0) / drawn.length
    expect(Math.abs(average / mean - 1)).toBeLessThan(0.04)
    expect(Math.abs(variance / mean - 1)).toBeLessThan(0.05)
  })
})

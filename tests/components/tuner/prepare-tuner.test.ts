import {
  lowestDecade,
  prepareAlerts,
  prepareMoney,
  thresholdText,
} from '@/app/(workspace)/tuner/prepare-plots'
import { slidersOf } from '@/app/(workspace)/tuner/prepare-sliders'
import type { CostsAndCapacity, TunerFigures } from '@/lib/governance/tuner/schema'
import { COSTS } from '../../support/tuner-curves'

const figures = (threshold: number, savedPerDay: number | null, alertsPerDay: number): TunerFigures => ({
  threshold,
  precision: 0.5,
  recall: 0.5,
  alertsPerDay,
  hoursPerDay: alertsPerDay / 6,
  savedPerDay,
})

const MARKS = { inForce: 0.02, recommended: 0.1, preview: 0.02 }
const ALL = [
  figures(0.001, -9_000, 5_000),
  figures(0.01, 500, 300),
  figures(0.1, 1_000, 40),
  figures(0.9, 100, 1),
]

const SETTINGS: CostsAndCapacity = {
  cost_model: COSTS,
  review_capacity: { reviewers: 3, hours_per_day: 8, minutes_per_alert: 12 },
  working_hours: { days: [1, 2, 3, 4, 5] },
}

describe('the plots of the tuner', () => {
  it('leave out thresholds that lose more than a quarter of the best', () => {
    const { lines } = prepareMoney({ testSlice: null, own: ALL }, MARKS, 'EUR')
    expect(lines).toHaveLength(1)
    expect(lines[0]?.points).toHaveLength(3)
  })

  it('leave a gap where savings are not known', () => {
    const { lines } = prepareMoney({ testSlice: [figures(0.1, null, 5)], own: ALL }, MARKS, 'EUR')
    expect(lines[1]).toMatchObject({ label: 'test slice of the model', points: [] })
  })

  it('mark the capacity and each threshold once', () => {
    const { guides } = prepareAlerts({ testSlice: ALL, own: null }, MARKS, 120)
    expect(guides?.map(({ label }) => label)).toEqual(['in force 0.020', 'recommended 0.100', 'capacity 120'])
  })

  it('reach down to the lowest mark', () => {
    expect(lowestDecade(MARKS)).toBe(-4)
    expect(lowestDecade({ ...MARKS, inForce: 1.8e-5 })).toBe(-5)
  })

  it('write small thresholds by their leading digits', () => {
    expect([0.5, 0.019, 0.00123456, 1.8e-5].map(thresholdText)).toEqual([
      '0.500',
      '0.019',
      '0.00123',
      '0.000018',
    ])
  })
})

describe('the sliders', () => {
  it('read and write each assumption without touching the others', () => {
    for (const { min, max, read, write } of slidersOf(SETTINGS, 'EUR')) {
      const saved = read(SETTINGS)
      expect(saved).toBeGreaterThanOrEqual(min)
      expect(saved).toBeLessThanOrEqual(max)
      const changed = write(SETTINGS, max)
      expect(read(changed)).toBeCloseTo(max, 4)
      expect(write(changed, saved)).toEqual(SETTINGS)
    }
  })

  it('offer the kind of loss that is saved', () => {
    const fixed: CostsAndCapacity = {
      ...SETTINGS,
      cost_model: { ...COSTS, fraud_loss_kind: 'fixed', fraud_loss_amount: '250' },
    }
    const [loss] = slidersOf(fixed, 'EUR')
    expect(loss).toMatchObject({ label: 'A missed fraud costs', max: 1_000 })
    expect(loss?.read(fixed)).toBe(250)
  })
})

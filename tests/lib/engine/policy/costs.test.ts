import fc from 'fast-check'
import { type CostModel, lossOf, lossOfMany, netSavings, type Treatment } from '@/lib/engine/policy'

const SHARE: CostModel = {
  fraud_loss_kind: 'share',
  fraud_loss_share: 0.8,
  fraud_loss_amount: null,
  review_minute_cost: '0.5',
  stopped_payment_cost: '12.5',
}
const FIXED: CostModel = { ...SHARE, fraud_loss_kind: 'fixed', fraud_loss_amount: '250' }

describe('the cost model', () => {
  it('takes a share of the amount, or a fixed sum', () => {
    expect(lossOf(1_000, SHARE)).toBe(800)
    expect(lossOf(1_000, FIXED)).toBe(250)
    expect(lossOf(0, FIXED)).toBe(250)
  })

  it('rejects a fixed loss without a sum', () => {
    expect(() => lossOf(1, { ...FIXED, fraud_loss_amount: null })).toThrow('needs a sum')
  })

  it('gives several frauds the sum of their losses', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 20 })
    fc.assert(
      fc.property(amounts, fc.constantFrom(SHARE, FIXED), (each, costs) => {
        const total = each.reduce((sum, amount) => sum + amount, 0)
        const apart = each.reduce((sum, amount) => sum + lossOf(amount, costs), 0)
        expect(lossOfMany(each.length, total, costs)).toBeCloseTo(apart, 3)
      }),
    )
  })

  it('subtracts reviews and stopped genuine payments from the losses prevented', () => {
    const treatment: Treatment = {
      frauds_stopped: 3,
      fraud_amount_stopped: 3_000,
      alerts_reviewed: 40,
      genuine_stopped: 2,
    }
    // 3,000 × 0.8 − 40 × 10 min × 0.5 − 2 × 12.5
    expect(netSavings(treatment, SHARE, 10)).toBe(2_175)
    expect(netSavings(treatment, FIXED, 10)).toBe(525)
  })

  it('is negative where reviews cost more than they prevent', () => {
    const nothing: Treatment = {
      frauds_stopped: 0,
      fraud_amount_stopped: 0,
      alerts_reviewed: 1,
      genuine_stopped: 0,
    }
    expect(netSavings(nothing, SHARE, 10)).toBe(-5)
  })
})

import type { CostModel } from '@/lib/engine/policy'
import type { TunerAssumptions, TunerCurve } from '@/lib/governance/tuner/schema'

export const COSTS: CostModel = {
  fraud_loss_kind: 'share',
  fraud_loss_share: 0.9,
  fraud_loss_amount: null,
  review_minute_cost: '0.5',
  stopped_payment_cost: '4',
}

export const ASSUMPTIONS: TunerAssumptions = { costs: COSTS, minutesPerAlert: 10, alertsPerDay: 80 }

export interface TunedPayment {
  score: number
  amount: number
  isFraud: boolean
}

/** The curve of payments by counting each threshold on its own. */
export function countedCurve(
  thresholds: readonly number[],
  payments: readonly TunedPayment[],
  paymentsPerDay: number,
): TunerCurve {
  const from = (threshold: number) => payments.filter(({ score }) => score >= threshold)
  const frauds = (threshold: number) => from(threshold).filter(({ isFraud }) => isFraud)
  const sum = (all: readonly TunedPayment[], power: number) =>
    all.reduce((total, { amount }) => total + amount ** power, 0)
  return {
    thresholds,
    payments: payments.length,
    frauds: payments.filter(({ isFraud }) => isFraud).length,
    paymentsPerDay,
    flagged: thresholds.map((threshold) => from(threshold).length),
    caught: thresholds.map((threshold) => frauds(threshold).length),
    caughtAmount: thresholds.map((threshold) => sum(frauds(threshold), 1)),
    caughtSquares: thresholds.map((threshold) => sum(frauds(threshold), 2)),
  }
}

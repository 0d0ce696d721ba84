/** What fraud, reviews and stopped payments cost an institution. Pure; estimates in floats, not for bookkeeping. */

/** Costs in major units of the institution's currency, sums as exact decimal text. */
export interface CostModel {
  /** `share`: a missed fraud costs a share of its amount. `fixed`: it costs the same sum whatever its amount. */
  fraud_loss_kind: 'share' | 'fixed'
  /** Of `share`: above 0, at most 1. */
  fraud_loss_share: number
  /** Of `fixed`; null otherwise. */
  fraud_loss_amount: string | null
  /** What a reviewer costs per minute. */
  review_minute_cost: string
  /** What it costs to stop the payment of a genuine customer, once. */
  stopped_payment_cost: string
}

/** What a threshold, a model or a policy did to a set of transactions, beside approving all of them. */
export interface Treatment {
  /** Frauds that were stopped: the number, and the sum of their amounts in the institution's currency. */
  frauds_stopped: number
  fraud_amount_stopped: number
  /** Alerts that a reviewer opened. */
  alerts_reviewed: number
  /** Payments of genuine customers that were stopped. */
  genuine_stopped: number
}

/**
 * The loss of missing one fraud, in major units of the institution's currency.
 * @param amount of the payment, in the institution's currency, 0 or more
 * @throws Error for a fixed loss without a sum
 */
export const lossOf = (amount: number, costs: CostModel): number => lossOfMany(1, amount, costs)

/** The loss of missing several frauds. @param total the sum of their amounts in the institution's currency */
export function lossOfMany(frauds: number, total: number, costs: CostModel): number {
  if (costs.fraud_loss_kind === 'share') return costs.fraud_loss_share * total
  if (costs.fraud_loss_amount === null) throw new Error('a fixed loss needs a sum')
  return frauds * Number(costs.fraud_loss_amount)
}

/**
 * Savings over approving every transaction: prevented losses less the cost of reviews and of stopped genuine payments.
 * Negative where the treatment costs more than it prevents. In major units of the institution's currency.
 * @param minutesPerAlert how long a review takes, in minutes
 */
export function netSavings(treatment: Treatment, costs: CostModel, minutesPerAlert: number): number {
  const prevented = lossOfMany(treatment.frauds_stopped, treatment.fraud_amount_stopped, costs)
  const reviews = treatment.alerts_reviewed * minutesPerAlert * Number(costs.review_minute_cost)
  return prevented - reviews - treatment.genuine_stopped * Number(costs.stopped_payment_cost)
}

import type { InstitutionSettings } from '@/lib/access/tenants/schema'
import { lossOf, type Outcome } from '@/lib/engine/policy'
import { Prisma } from '@/lib/platform/db'

/**
 * What a transaction costs under an outcome, with F = 1 for fraud: approved, the loss of the fraud; reviewed, one review;
 * blocked, one review and, where it was genuine, the cost of stopping it.
 */
export interface OutcomeCosts {
  /** The loss of a fraud: a share of its amount, or fixed. */
  lossShare: number
  lossFixed: number
  review: number
  stopped: number
}

/** The loss of a fraud grows linearly with its amount, so two amounts give both of its parts. */
export function outcomeCosts({ cost_model: costs, review_capacity }: InstitutionSettings): OutcomeCosts {
  const lossFixed = lossOf(0, costs)
  return {
    lossFixed,
    lossShare: lossOf(1, costs) - lossFixed,
    review: Number(costs.review_minute_cost) * review_capacity.minutes_per_alert,
    stopped: Number(costs.stopped_payment_cost),
  }
}

/** The cost of an outcome that does not depend on fraud. */
export const certainCost = (outcome: Outcome, { review, stopped }: OutcomeCosts): number =>
  outcome === 'approve' ? 0 : outcome === 'review' ? review : review + stopped

/** SQL: what fraud adds to the cost of the outcome in `column`, for a row with the amount `own`. */
export const fraudCostSql = (
  column: Prisma.Sql,
  { lossShare, lossFixed, stopped }: OutcomeCosts,
): Prisma.Sql =>
  Prisma.sql`(case ${column}
    when 'approve' then coalesce(own, 0)::float8 * ${lossShare}::float8 + ${lossFixed}::float8
    when 'block' then -${stopped}::float8
    else 0 end)`

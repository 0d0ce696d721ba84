import { type CostModel, netSavings, type Treatment } from '@/lib/engine/policy'

/** The assumptions behind money and hours: the institution's settings, or those that the sliders try. */
export interface TunerAssumptions {
  costs: CostModel
  minutesPerAlert: number
  /** Alerts that the reviewers work off in a day, on average over the week: reviews rest on other days than payments. */
  alertsPerDay: number
}

/** The settings that the assumptions come from, as the contract has them. */
export interface CostsAndCapacity {
  cost_model: CostModel
  review_capacity: { reviewers: number; hours_per_day: number; minutes_per_alert: number }
  working_hours: { days: readonly number[] }
}

const MINUTES_PER_HOUR = 60
const DAYS_PER_WEEK = 7

export function assumptionsOf({
  cost_model: costs,
  review_capacity: { reviewers, hours_per_day: hours, minutes_per_alert: minutesPerAlert },
  working_hours: { days },
}: CostsAndCapacity): TunerAssumptions {
  const perWorkingDay = (reviewers * hours * MINUTES_PER_HOUR) / minutesPerAlert
  return { costs, minutesPerAlert, alertsPerDay: (perWorkingDay * days.length) / DAYS_PER_WEEK }
}

/** What one unit of each count saves, in major units. Net savings are linear, so thousands of thresholds need no more. */
export interface UnitSavings {
  perFraud: number
  perFraudAmount: number
  perAlert: number
  perStopped: number
  /** Whether the loss of a fraud depends on its amount. */
  needsAmounts: boolean
}

const NOTHING: Treatment = {
  frauds_stopped: 0,
  fraud_amount_stopped: 0,
  alerts_reviewed: 0,
  genuine_stopped: 0,
}

export function unitSavings({ costs, minutesPerAlert }: TunerAssumptions): UnitSavings {
  const of = (one: Partial<Treatment>) => netSavings({ ...NOTHING, ...one }, costs, minutesPerAlert)
  return {
    perFraud: of({ frauds_stopped: 1 }),
    perFraudAmount: of({ fraud_amount_stopped: 1 }),
    perAlert: of({ alerts_reviewed: 1 }),
    perStopped: of({ genuine_stopped: 1 }),
    needsAmounts: costs.fraud_loss_kind === 'share',
  }
}

import { DAY_MS, MINUTE_MS } from '../states/time-window'
import type { FeatureDefinition } from './feature-definition'
import { fraudsArrived, maturedFraudRate, unexplainedFraudsArrived } from './fraud-formulas'

const family = 'label feedback'
const missing = 'no receiver'

/** Known frauds at this receiver. */
export const RECEIVER_LABEL_FEATURES: readonly FeatureDefinition[] = [
  ...[7, 30].map(rateOver),
  ...[1, 7, 30].map(fraudsOver),
  {
    name: 'receiver_unexplained_frauds_30d',
    label: 'Frauds at the receiver without an unusual amount, learnt of in 30 days',
    unit: 'count',
    family,
    formula:
      'frauds at the receiver whose label arrived today or in the 30 days before, and whose amount was not above three times the running median of its sender',
    mayBeMissing: true,
    missing,
    highFrom: 1,
    high: 'frauds at this receiver that only the receiver explains',
    low: 'no fraud at this receiver that the amount does not explain',
    compute: ({ occurredAtMs }, { receiver }) =>
      receiver === null ? NaN : unexplainedFraudsArrived(receiver.received, 30, occurredAtMs),
  },
  {
    name: 'receiver_fraud_run',
    label: 'Frauds in a row at the receiver',
    unit: 'count',
    family,
    formula:
      'payments to the receiver confirmed as fraud since the latest one confirmed as legitimate, by the time they happened; at most 32',
    mayBeMissing: true,
    missing,
    highFrom: 1,
    high: 'the latest known payments to this receiver were fraud',
    low: 'no fraud is known since the latest legitimate payment to this receiver',
    compute: (_input, { receiver }) => (receiver === null ? NaN : receiver.fraudRun.fraudMinutes.length),
  },
  {
    name: 'receiver_fraud_run_days',
    label: 'Age of the frauds in a row at the receiver',
    unit: 'days',
    family,
    formula: 'now - time of the first fraud in the current row at the receiver; at least 0',
    mayBeMissing: true,
    missing: 'no receiver, or no such fraud',
    highFrom: 14,
    high: 'the frauds in a row at this receiver began weeks ago',
    low: 'the frauds in a row at this receiver began lately',
    compute: ({ occurredAtMs }, { receiver }) =>
      receiver === null || receiver.fraudRun.fraudMinutes.length === 0
        ? NaN
        : Math.max(0, occurredAtMs - receiver.fraudRun.fraudMinutes[0]! * MINUTE_MS) / DAY_MS,
  },
]

function rateOver(days: number): FeatureDefinition {
  return {
    name: `receiver_fraud_rate_${days}d`,
    label: `Fraud rate of the receiver over ${days} days, a week ago`,
    unit: 'share',
    family,
    formula: `frauds known by now / payments, of the receiver, over the ${days} whole days that end 7 days before today`,
    mayBeMissing: true,
    missing: 'no receiver, or no payment then',
    highFrom: 0.1,
    high: 'many of the earlier payments to this receiver turned out as fraud',
    low: 'few or none of the earlier payments to this receiver turned out as fraud',
    compute: ({ occurredAtMs }, { receiver }) =>
      receiver === null ? NaN : maturedFraudRate(receiver.received, days, occurredAtMs),
  }
}

function fraudsOver(days: number): FeatureDefinition {
  return {
    name: `receiver_frauds_${days}d`,
    label: `Frauds at the receiver, learnt of in ${days === 1 ? 'a day' : `${days} days`}`,
    unit: 'count',
    family,
    formula: `frauds at the receiver whose label arrived today or in the ${days === 1 ? 'day' : `${days} days`} before`,
    mayBeMissing: true,
    missing,
    highFrom: 1,
    high: `fraud at this receiver became known in the last ${days === 1 ? 'day' : `${days} days`}`,
    low: `no fraud at this receiver became known in the last ${days === 1 ? 'day' : `${days} days`}`,
    compute: ({ occurredAtMs }, { receiver }) =>
      receiver === null ? NaN : fraudsArrived(receiver.received, days, occurredAtMs),
  }
}

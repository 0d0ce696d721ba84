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
    label: 'Frauds at the receiver with a usual amount, confirmed in the last 30 days',
    unit: 'count',
    family,
    formula:
      'frauds at the receiver whose label arrived today or in the 30 days before, and whose amount was at most three times the running median of the sender',
    mayBeMissing: true,
    missing,
    highFrom: 1,
    high: 'frauds with a usual amount were confirmed at this receiver',
    low: 'no fraud with a usual amount was confirmed at this receiver',
    compute: ({ occurredAtMs }, { receiver }) =>
      receiver === null ? NaN : unexplainedFraudsArrived(receiver.received, 30, occurredAtMs),
  },
  {
    name: 'receiver_fraud_run',
    label: 'Consecutive frauds at the receiver',
    unit: 'count',
    family,
    formula:
      'payments to the receiver confirmed as fraud since the latest one confirmed as legitimate, in order of occurrence; at most 32',
    mayBeMissing: true,
    missing,
    highFrom: 1,
    high: 'the latest labelled payments to this receiver were fraud',
    low: 'no fraud is known since the latest legitimate payment to this receiver',
    compute: (_input, { receiver }) => (receiver === null ? NaN : receiver.fraudRun.fraudMinutes.length),
  },
  {
    name: 'receiver_fraud_run_days',
    label: 'Time since the consecutive frauds at the receiver began',
    unit: 'days',
    family,
    formula: 'days since the first of the consecutive frauds at the receiver; at least 0',
    mayBeMissing: true,
    missing: 'no receiver, or no consecutive frauds',
    highFrom: 14,
    high: 'the consecutive frauds at this receiver began at least two weeks ago',
    low: 'the consecutive frauds at this receiver began less than two weeks ago',
    compute: ({ occurredAtMs }, { receiver }) =>
      receiver === null || receiver.fraudRun.fraudMinutes.length === 0
        ? NaN
        : Math.max(0, occurredAtMs - receiver.fraudRun.fraudMinutes[0]! * MINUTE_MS) / DAY_MS,
  },
]

function rateOver(days: number): FeatureDefinition {
  return {
    name: `receiver_fraud_rate_${days}d`,
    label: `Fraud rate of the receiver over ${days} days, up to a week ago`,
    unit: 'share',
    family,
    formula: `known frauds / payments to the receiver, over the ${days} whole days that end 7 days before today`,
    mayBeMissing: true,
    missing: 'no receiver, or no payment in that period',
    highFrom: 0.1,
    high: 'many earlier payments to this receiver were fraud',
    low: 'few or no earlier payments to this receiver were fraud',
    compute: ({ occurredAtMs }, { receiver }) =>
      receiver === null ? NaN : maturedFraudRate(receiver.received, days, occurredAtMs),
  }
}

function fraudsOver(days: number): FeatureDefinition {
  const span = days === 1 ? 'day' : `${days} days`
  return {
    name: `receiver_frauds_${days}d`,
    label: `Frauds at the receiver, confirmed in the last ${span}`,
    unit: 'count',
    family,
    formula: `frauds at the receiver whose label arrived today or in the ${span} before`,
    mayBeMissing: true,
    missing,
    highFrom: 1,
    high: `fraud at this receiver was confirmed in the last ${span}`,
    low: `no fraud at this receiver was confirmed in the last ${span}`,
    compute: ({ occurredAtMs }, { receiver }) =>
      receiver === null ? NaN : fraudsArrived(receiver.received, days, occurredAtMs),
  }
}

import type { FeatureDefinition } from './feature-definition'
import { daysSinceFraud, fraudsArrived, labelledFraudRate, maturedFraudRate } from './fraud-formulas'

const family = 'label feedback'

/** Known frauds of this sender, on this device and in this merchant category. */
export const PARTY_LABEL_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'sender_frauds_30d',
    label: 'Frauds of the sender, learnt of in 30 days',
    unit: 'count',
    family,
    formula: 'frauds among the payments of the sender whose label arrived today or in the 30 days before',
    mayBeMissing: false,
    highFrom: 1,
    high: 'fraud on this account became known in the last 30 days',
    low: 'no fraud on this account became known in the last 30 days',
    compute: ({ occurredAtMs }, { sender }) => fraudsArrived(sender.sent, 30, occurredAtMs),
  },
  {
    name: 'sender_fraud_rate_30d',
    label: 'Fraud rate of the sender over 30 days, a week ago',
    unit: 'share',
    family,
    formula:
      'frauds known by now / payments, of the sender, over the 30 whole days that end 7 days before today',
    mayBeMissing: true,
    missing: 'no payment then',
    highFrom: 0.1,
    high: 'many of the earlier payments of this account turned out as fraud',
    low: 'few or none of the earlier payments of this account turned out as fraud',
    compute: ({ occurredAtMs }, { sender }) => maturedFraudRate(sender.sent, 30, occurredAtMs),
  },
  {
    name: 'sender_days_since_fraud',
    label: 'Days since the latest known fraud of the sender',
    unit: 'days',
    family,
    formula: 'today - day of the latest payment of the sender known as fraud, within 38 days',
    mayBeMissing: true,
    missing: 'no known fraud',
    highFrom: 14,
    high: 'the latest known fraud of this account was weeks ago',
    low: 'the latest known fraud of this account was lately',
    compute: ({ occurredAtMs }, { sender }) => daysSinceFraud(sender.sent, occurredAtMs),
  },
  {
    name: 'device_frauds_30d',
    label: 'Frauds on the device, learnt of in 30 days',
    unit: 'count',
    family,
    formula: 'frauds among the payments from this device whose label arrived today or in the 30 days before',
    mayBeMissing: true,
    missing: 'no device',
    highFrom: 1,
    high: 'fraud on this device became known in the last 30 days',
    low: 'no fraud on this device became known in the last 30 days',
    compute: ({ occurredAtMs }, { device }) =>
      device === null ? NaN : fraudsArrived(device, 30, occurredAtMs),
  },
  {
    name: 'device_fraud_rate_30d',
    label: 'Fraud rate of the device over 30 days, a week ago',
    unit: 'share',
    family,
    formula:
      'frauds known by now / payments, from this device, over the 30 whole days that end 7 days before today',
    mayBeMissing: true,
    missing: 'no device, or no payment then',
    highFrom: 0.1,
    high: 'many of the earlier payments from this device turned out as fraud',
    low: 'few or none of the earlier payments from this device turned out as fraud',
    compute: ({ occurredAtMs }, { device }) =>
      device === null ? NaN : maturedFraudRate(device, 30, occurredAtMs),
  },
  {
    name: 'category_fraud_rate_30d',
    label: 'Fraud rate of the merchant category, learnt of in 30 days',
    unit: 'share',
    family,
    formula:
      'frauds / labels in this merchant category, of the labels that arrived today or in the 30 days before',
    mayBeMissing: true,
    missing: 'no merchant category, or no label',
    highFrom: 0.05,
    high: 'a merchant category in which labels often say fraud',
    low: 'a merchant category in which labels seldom say fraud',
    compute: ({ occurredAtMs }, { category }) =>
      category === null ? NaN : labelledFraudRate(category, occurredAtMs),
  },
]

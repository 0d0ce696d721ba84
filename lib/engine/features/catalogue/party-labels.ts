import type { FeatureDefinition } from './feature-definition'
import { daysSinceFraud, fraudsArrived, labelledFraudRate, maturedFraudRate } from './fraud-formulas'

const family = 'label feedback'

/** Known frauds of this sender, on this device and in this merchant category. */
export const PARTY_LABEL_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'sender_frauds_30d',
    label: 'Frauds on the sender account, confirmed in the last 30 days',
    unit: 'count',
    family,
    formula: "frauds among the sender's payments whose label arrived today or in the 30 days before",
    mayBeMissing: false,
    highFrom: 1,
    high: 'fraud on the sender account was confirmed in the last 30 days',
    low: 'no fraud on the sender account was confirmed in the last 30 days',
    compute: ({ occurredAtMs }, { sender }) => fraudsArrived(sender.sent, 30, occurredAtMs),
  },
  {
    name: 'sender_fraud_rate_30d',
    label: 'Fraud rate of the sender over 30 days, up to a week ago',
    unit: 'share',
    family,
    formula: 'known frauds / payments of the sender, over the 30 whole days that end 7 days before today',
    mayBeMissing: true,
    missing: 'no payment in that period',
    highFrom: 0.1,
    high: 'many earlier payments of the sender were fraud',
    low: 'few or no earlier payments of the sender were fraud',
    compute: ({ occurredAtMs }, { sender }) => maturedFraudRate(sender.sent, 30, occurredAtMs),
  },
  {
    name: 'sender_days_since_fraud',
    label: "Days since the sender's latest known fraud",
    unit: 'days',
    family,
    formula: "days since the sender's latest payment that is known to be fraud, within 38 days",
    mayBeMissing: true,
    missing: 'no known fraud',
    highFrom: 14,
    high: "the sender's latest known fraud was at least two weeks ago",
    low: "the sender's latest known fraud was less than two weeks ago",
    compute: ({ occurredAtMs }, { sender }) => daysSinceFraud(sender.sent, occurredAtMs),
  },
  {
    name: 'device_frauds_30d',
    label: 'Frauds on the device, confirmed in the last 30 days',
    unit: 'count',
    family,
    formula: 'frauds among the payments from this device whose label arrived today or in the 30 days before',
    mayBeMissing: true,
    missing: 'no device',
    highFrom: 1,
    high: 'fraud on this device was confirmed in the last 30 days',
    low: 'no fraud on this device was confirmed in the last 30 days',
    compute: ({ occurredAtMs }, { device }) =>
      device === null ? NaN : fraudsArrived(device, 30, occurredAtMs),
  },
  {
    name: 'device_fraud_rate_30d',
    label: 'Fraud rate of the device over 30 days, up to a week ago',
    unit: 'share',
    family,
    formula: 'known frauds / payments from this device, over the 30 whole days that end 7 days before today',
    mayBeMissing: true,
    missing: 'no device, or no payment in that period',
    highFrom: 0.1,
    high: 'many earlier payments from this device were fraud',
    low: 'few or no earlier payments from this device were fraud',
    compute: ({ occurredAtMs }, { device }) =>
      device === null ? NaN : maturedFraudRate(device, 30, occurredAtMs),
  },
  {
    name: 'category_fraud_rate_30d',
    label: 'Fraud share of new labels in the merchant category, last 30 days',
    unit: 'share',
    family,
    formula:
      'frauds / labels in this merchant category, among labels that arrived today or in the 30 days before',
    mayBeMissing: true,
    missing: 'no merchant category, or no label in the last 30 days',
    highFrom: 0.05,
    high: 'a merchant category with frequent confirmed fraud',
    low: 'a merchant category with little or no confirmed fraud',
    compute: ({ occurredAtMs }, { category }) =>
      category === null ? NaN : labelledFraudRate(category, occurredAtMs),
  },
]

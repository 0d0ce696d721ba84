import type { Fact } from './fact'
import type { Recompute } from './scored-row'

/** 0, or NaN where the feature is missing. */
const none =
  (feature: string): Recompute =>
  ({ row }) =>
    Number.isNaN(row.features.get(feature)) ? NaN : 0

/** Without known frauds of the entity, counts and rates are 0 and times since a fraud are missing. */
const noFrauds = (label: string, counts: readonly string[], times: readonly string[]): Fact => ({
  label,
  unit: 'count',
  read: ({ features }) => Math.max(0, ...counts.map((count) => features.get(count) || 0)),
  alternatives: (from, direction) => (direction === 'safer' && from > 0 ? [0] : []),
  sizeOf: () => 1,
  ordered: false,
  change: (input) => input,
  dependents: {
    ...Object.fromEntries(counts.map((feature) => [feature, none(feature)])),
    ...Object.fromEntries(times.map((feature) => [feature, () => NaN])),
  },
})

export const RECEIVER_FRAUDS = noFrauds(
  'Known frauds at the receiver',
  [
    'receiver_fraud_rate_7d',
    'receiver_fraud_rate_30d',
    'receiver_frauds_1d',
    'receiver_frauds_7d',
    'receiver_frauds_30d',
    'receiver_unexplained_frauds_30d',
    'receiver_fraud_run',
  ],
  ['receiver_fraud_run_days'],
)

export const SENDER_FRAUDS = noFrauds(
  'Known frauds on the sender account',
  ['sender_frauds_30d', 'sender_fraud_rate_30d'],
  ['sender_days_since_fraud'],
)

export const DEVICE_FRAUDS = noFrauds(
  'Known frauds on the device',
  ['device_frauds_30d', 'device_fraud_rate_30d'],
  [],
)

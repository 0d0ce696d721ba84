import { ratioOfAmounts, type FeatureDefinition } from './feature-definition'
import { ageDays, hoursSinceLast, meanAmountMinor } from './flow-formulas'
import { velocityFeatures } from './velocity'

const family = 'receiver history'

export const RECEIVER_FEATURES: readonly FeatureDefinition[] = [
  ...velocityFeatures({
    prefix: 'receiver',
    family,
    verb: 'received',
    mayBeMissing: true,
    busyFrom: { lastHour: 3, lastDay: 20, lastWeek: 100 },
    largeFrom: { lastHour: 10_000, lastDay: 50_000, lastWeek: 250_000 },
    flowOf: (states) => states.receiver?.received ?? null,
  }),
  {
    name: 'receiver_hours_since_received',
    label: 'Time since the receiver last received money',
    unit: 'hours',
    family,
    formula: 'hours since the receiver last received a payment; at least 0',
    mayBeMissing: true,
    missing: 'no earlier payment to the receiver',
    highFrom: 24,
    high: 'the receiver received no money in the last 24 hours',
    low: 'the receiver received money in the last 24 hours',
    compute: (input, { receiver }) =>
      receiver === null ? NaN : hoursSinceLast(receiver.received, input.occurredAtMs),
  },
  {
    name: 'receiver_amount_to_mean',
    label: "Amount relative to the receiver's average incoming payment",
    unit: 'ratio',
    family,
    formula: 'amount / mean amount of all payments received; a mean below 1 counts as 1',
    mayBeMissing: true,
    missing: 'no earlier payment to the receiver',
    highFrom: 3,
    high: 'several times the average payment to this receiver',
    low: 'close to or below the average payment to this receiver',
    compute: (input, { receiver }) =>
      receiver === null || receiver.received.count === 0
        ? NaN
        : ratioOfAmounts(input.amountMinor, meanAmountMinor(receiver.received)),
  },
  {
    name: 'receiver_distinct_senders',
    label: 'Distinct senders that have paid the receiver',
    unit: 'count',
    family,
    formula: 'distinct accounts that have paid the receiver; an upper bound above 32',
    mayBeMissing: true,
    missing: 'no receiver',
    highFrom: 10,
    high: 'many different accounts have paid the receiver',
    low: 'few or no accounts have paid the receiver',
    compute: (_input, { receiver }) => (receiver === null ? NaN : receiver.received.distinctPeers),
  },
  {
    name: 'receiver_age_days',
    label: 'Time since the receiver was first seen',
    unit: 'days',
    family,
    formula: 'days since the account first sent or received a payment',
    mayBeMissing: true,
    missing: 'never seen before',
    highFrom: 7,
    high: 'the receiver was first seen at least a week ago',
    low: 'the receiver was first seen less than a week ago',
    compute: (input, { receiver }) =>
      receiver === null ? NaN : ageDays(receiver.sent, receiver.received, input.occurredAtMs),
  },
]

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
    formula: 'now - time of the latest payment received; at least 0',
    mayBeMissing: true,
    missing: 'never received before',
    highFrom: 24,
    high: 'the receiver had received nothing for more than a day',
    low: 'the receiver had received money shortly before',
    compute: (input, { receiver }) =>
      receiver === null ? NaN : hoursSinceLast(receiver.received, input.occurredAtMs),
  },
  {
    name: 'receiver_amount_to_mean',
    label: 'Amount relative to the average the receiver gets',
    unit: 'ratio',
    family,
    formula: 'amount / mean amount of all payments received; a mean below 1 counts as 1',
    mayBeMissing: true,
    missing: 'never received before',
    highFrom: 3,
    high: 'several times the average payment to this receiver',
    low: 'in line with or below the average payment to this receiver',
    compute: (input, { receiver }) =>
      receiver === null || receiver.received.count === 0
        ? NaN
        : ratioOfAmounts(input.amountMinor, meanAmountMinor(receiver.received)),
  },
  {
    name: 'receiver_distinct_senders',
    label: 'Distinct senders to the receiver',
    unit: 'count',
    family,
    formula: 'distinct accounts that paid the receiver; above 32 an upper bound',
    mayBeMissing: true,
    missing: 'no receiver',
    highFrom: 10,
    high: 'the receiver is paid by many different accounts',
    low: 'the receiver is paid by few or no accounts before',
    compute: (_input, { receiver }) => (receiver === null ? NaN : receiver.received.distinctPeers),
  },
  {
    name: 'receiver_age_days',
    label: 'Age of the receiver account here',
    unit: 'days',
    family,
    formula: 'now - first time the account was seen, paying or paid',
    mayBeMissing: true,
    missing: 'never seen before',
    highFrom: 7,
    high: 'the receiver has been known for more than a week',
    low: 'the receiver is new here',
    compute: (input, { receiver }) =>
      receiver === null ? NaN : ageDays(receiver.sent, receiver.received, input.occurredAtMs),
  },
]

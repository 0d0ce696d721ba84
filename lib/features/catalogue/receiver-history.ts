import type { FeatureDefinition } from './feature-definition'
import { ageDays, hoursSinceLast, meanAmount } from './flow-formulas'
import { velocityFeatures } from './velocity'

const family = 'receiver history'

export const RECEIVER_FEATURES: readonly FeatureDefinition[] = [
  ...velocityFeatures({
    prefix: 'receiver',
    family,
    verb: 'received',
    mayBeMissing: true,
    busyFrom: { h: 3, d: 20, w: 100 },
    largeFrom: { h: 500_000, d: 2_000_000, w: 10_000_000 },
    flowOf: (states) => states.receiver?.received ?? null,
  }),
  {
    name: 'receiver_hours_since_received',
    label: 'Time since the receiver last received money',
    unit: 'hours',
    family,
    mayBeMissing: true,
    missing: 'never received before',
    highFrom: 24,
    high: 'the receiver had received nothing for more than a day',
    low: 'the receiver had received money shortly before',
    compute: (input, { receiver }) =>
      receiver === null ? NaN : hoursSinceLast(receiver.received, input.occurredAtMs),
  },
  {
    name: 'receiver_amount_mean',
    label: 'Average amount the receiver gets',
    unit: 'money',
    family,
    mayBeMissing: true,
    missing: 'never received before',
    highFrom: 100_000,
    high: 'the receiver usually gets large amounts',
    low: 'the receiver usually gets small or middling amounts',
    compute: (_input, { receiver }) => (receiver === null ? NaN : meanAmount(receiver.received)),
  },
  {
    name: 'receiver_distinct_senders',
    label: 'Distinct senders to the receiver',
    unit: 'count',
    family,
    mayBeMissing: true,
    missing: 'no receiver',
    highFrom: 10,
    high: 'the receiver is paid by many different accounts',
    low: 'the receiver is paid by few or no accounts before',
    compute: (_input, { receiver }) => (receiver === null ? NaN : receiver.received.u),
  },
  {
    name: 'receiver_age_days',
    label: 'Age of the receiver account here',
    unit: 'days',
    family,
    mayBeMissing: true,
    missing: 'never seen before',
    highFrom: 7,
    high: 'the receiver has been known for more than a week',
    low: 'the receiver is new here',
    compute: (input, { receiver }) =>
      receiver === null ? NaN : ageDays(receiver.sent, receiver.received, input.occurredAtMs),
  },
  {
    name: 'receiver_has_sent',
    label: 'Receiver has paid before',
    unit: 'flag',
    family,
    mayBeMissing: true,
    missing: 'no receiver',
    highFrom: 1,
    high: 'the receiver also pays others',
    low: 'the receiver has never paid anyone',
    compute: (_input, { receiver }) => (receiver === null ? NaN : receiver.sent.n > 0 ? 1 : 0),
  },
]

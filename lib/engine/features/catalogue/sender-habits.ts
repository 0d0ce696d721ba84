import { medianOf } from '../states/recent-amounts'
import { hashOf } from '../states/hash'
import { shareOf } from '../states/usual-values'
import { ratioOfAmounts, type FeatureDefinition } from './feature-definition'
import { countIn, paymentsPerDay } from './flow-formulas'

const family = 'sender history'

/** The transaction compared with the habits of its sender. */
export const SENDER_HABIT_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'sender_amount_to_median',
    label: 'Amount relative to the median of the sender',
    unit: 'ratio',
    family,
    formula: 'amount / median of the last 25 amounts sent; a median below 1 counts as 1',
    mayBeMissing: true,
    missing: 'no earlier payment',
    highFrom: 3,
    high: 'several times what this account typically sends',
    low: 'in line with or below what this account typically sends',
    compute: (input, { sender }) => ratioOfAmounts(input.amountMinor, medianOf(sender.habits.recentAmounts)),
  },
  {
    name: 'sender_amount_to_largest',
    label: 'Amount relative to the largest ever of the sender',
    unit: 'ratio',
    family,
    formula: 'amount / largest amount ever sent; a largest below 1 counts as 1',
    mayBeMissing: true,
    missing: 'no earlier payment',
    highFrom: 1,
    high: 'at least as much as the largest payment of this account so far',
    low: 'less than the largest payment of this account so far',
    compute: (input, { sender }) =>
      sender.habits.recentAmounts.length === 0
        ? NaN
        : ratioOfAmounts(input.amountMinor, sender.habits.largestMinor),
  },
  {
    name: 'sender_same_amount_24h',
    label: 'Payments of exactly this amount by the sender, last 24 hours',
    unit: 'count',
    family,
    formula: 'payments of the last 24 hourly buckets, at most the last 25, that had exactly this amount',
    mayBeMissing: false,
    highFrom: 2,
    high: 'the sender repeats one amount',
    low: 'the sender has hardly paid this amount in the last 24 hours',
    compute: ({ amountMinor, occurredAtMs }, { sender }) => {
      const recent = sender.habits.recentAmounts
      const oldest = Math.max(0, recent.length - countIn(sender.sent, 'lastDay', occurredAtMs))
      let same = 0
      for (let i = recent.length - 1; i >= oldest; i--) if (recent[i] === amountMinor) same += 1
      return same
    },
  },
  {
    name: 'sender_velocity_ratio',
    label: 'Payments in 24 hours relative to the usual number a day',
    unit: 'ratio',
    family,
    formula:
      'payments sent in the last 24 hourly buckets / payments a day over the up to 30 days before today since the first one; at least one payment in 30 days',
    mayBeMissing: true,
    missing: 'first day of this account',
    highFrom: 3,
    high: 'far more payments than this account usually makes in a day',
    low: 'about as many payments as usual for this account, or fewer',
    compute: ({ occurredAtMs }, { sender }) =>
      countIn(sender.sent, 'lastDay', occurredAtMs) / paymentsPerDay(sender.sent, occurredAtMs),
  },
  {
    name: 'sender_category_share',
    label: 'How usual the merchant category is for the sender',
    unit: 'share',
    family,
    formula:
      'share of the remembered payments of the sender that were in this merchant category; recent ones weigh more',
    mayBeMissing: true,
    missing: 'no merchant category, or none before',
    highFrom: 0.05,
    high: 'a merchant category that this account uses',
    low: 'a merchant category that is new or rare for this account',
    compute: ({ merchantCategory }, { sender }) =>
      merchantCategory === null ? NaN : shareOf(sender.habits.categories, hashOf(merchantCategory)),
  },
  {
    name: 'sender_channel_share',
    label: 'How usual the channel is for the sender',
    unit: 'share',
    family,
    formula:
      'share of the remembered payments of the sender that came through this channel; recent ones weigh more',
    mayBeMissing: true,
    missing: 'no channel, or none before',
    highFrom: 0.05,
    high: 'a channel that this account uses',
    low: 'a channel that is new or rare for this account',
    compute: ({ channel }, { sender }) =>
      channel === null ? NaN : shareOf(sender.habits.channels, hashOf(channel)),
  },
  {
    name: 'declined_attempts',
    label: 'Declined attempts before this one',
    unit: 'count',
    family,
    formula: 'declined attempts as stated with the transaction',
    mayBeMissing: true,
    highFrom: 1,
    high: 'attempts were declined just before',
    low: 'no attempt was declined before',
    compute: ({ declinedAttempts }) => declinedAttempts ?? NaN,
  },
]

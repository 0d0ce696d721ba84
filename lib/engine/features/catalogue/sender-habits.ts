import type { EntityStates, FeatureInput } from '../types'
import { firstAfter } from '../states/recent-payments'
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
    label: "Amount relative to the sender's median amount",
    unit: 'ratio',
    family,
    formula: 'amount / median of the last 25 amounts sent; a median below 1 counts as 1',
    mayBeMissing: true,
    missing: 'no earlier payment',
    highFrom: 3,
    high: 'several times the typical payment of this account',
    low: 'close to or below the typical payment of this account',
    compute: (input, { sender }) => ratioOfAmounts(input.amountMinor, medianOf(sender.habits.recentAmounts)),
  },
  {
    name: 'sender_amount_to_largest',
    label: "Amount relative to the sender's largest payment",
    unit: 'ratio',
    family,
    formula: 'amount / largest amount the sender has sent; a largest amount below 1 counts as 1',
    mayBeMissing: true,
    missing: 'no earlier payment',
    highFrom: 1,
    high: 'at least as large as the largest earlier payment of this account',
    low: 'smaller than the largest earlier payment of this account',
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
    formula:
      "the sender's payments of exactly this amount in the last 24 hourly buckets, among its last 25 payments",
    mayBeMissing: false,
    highFrom: 2,
    high: 'the sender has repeated this amount in the last 24 hours',
    low: 'the sender has paid this amount at most once in the last 24 hours',
    compute: sameAmounts,
  },
  {
    name: 'sender_velocity_ratio',
    label: "Payments in 24 hours relative to the sender's daily average",
    unit: 'ratio',
    family,
    formula:
      'payments sent in the last 24 hourly buckets / average payments a day; the average covers up to 30 whole days before today, from the first payment on, and is at least 1/30',
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
    label: "Share of the sender's payments in this merchant category",
    unit: 'share',
    family,
    formula:
      "share of the sender's remembered payments in this merchant category; recent payments weigh more",
    mayBeMissing: true,
    missing: 'no merchant category in this payment or any earlier one',
    highFrom: 0.05,
    high: 'a merchant category this account uses',
    low: 'a merchant category this account rarely or never uses',
    compute: ({ merchantCategory }, { sender }) =>
      merchantCategory === null ? NaN : shareOf(sender.habits.categories, hashOf(merchantCategory)),
  },
  {
    name: 'sender_channel_share',
    label: "Share of the sender's payments through this channel",
    unit: 'share',
    family,
    formula:
      "share of the sender's remembered payments that came through this channel; recent payments weigh more",
    mayBeMissing: true,
    missing: 'no channel in this payment or any earlier one',
    highFrom: 0.05,
    high: 'a channel this account uses',
    low: 'a channel this account rarely or never uses',
    compute: ({ channel }, { sender }) =>
      channel === null ? NaN : shareOf(sender.habits.channels, hashOf(channel)),
  },
  {
    name: 'declined_attempts',
    label: 'Declined attempts before this one',
    unit: 'count',
    family,
    formula: 'declined attempts reported with the transaction',
    mayBeMissing: true,
    highFrom: 1,
    high: 'attempts were declined just before this payment',
    low: 'no attempts were declined before this payment',
    compute: ({ declinedAttempts }) => declinedAttempts ?? NaN,
  },
]

/** Takes the last arrivals as the payments of the window, and leaves out those known to be later than this one. */
function sameAmounts({ amountMinor, occurredAtMs }: FeatureInput, { sender }: EntityStates): number {
  const { recentAmounts } = sender.habits
  const { recent, latestMs } = sender.sent
  const later = latestMs > occurredAtMs ? firstAfter(recent, occurredAtMs) : recent.length
  const laterCount = (recent.length - later) / 2
  const inWindow = countIn(sender.sent, 'lastDay', occurredAtMs)
  let same = 0
  for (let i = later; i < recent.length; i += 2) if (recent[i + 1] === amountMinor) same -= 1
  const oldest = Math.max(0, recentAmounts.length - inWindow - laterCount)
  for (let i = recentAmounts.length - 1; i >= oldest; i--) if (recentAmounts[i] === amountMinor) same += 1
  return Math.max(0, same)
}

import type { FeatureInput } from '@/lib/engine/features'
import type { Fact } from './fact'
import type { Recompute, ScoredRow } from './scored-row'

const HOURS_PER_DAY = 24
const AGES_DAYS = [1, 7, 30, 90, 365]
/** Assumed history of a pair that is not new. */
export const KNOWN_PAIR = { times: 3, daysSincePaid: 30 }
/** Assumed share of the sender's payments that came from a usual place. */
const USUAL_SHARE = 0.5
/** The catalogue counts at most this many accounts per device. */
const MOST_ACCOUNTS = 16

const featureOf = ({ features }: ScoredRow, feature: string): number => features.get(feature) ?? NaN
const growth = (from: number, to: number): number => Math.abs(to - from) / Math.max(from, 1)
const PLACE_SHARES = ['country_share', 'city_share', 'ip_network_share']

/** Defaults of facts of the history: a change leaves the input as it is. */
const OF_HISTORY = { change: (input: FeatureInput) => input, ordered: false }

/** A missing value in one of these features means that the sender had no earlier payment. */
const HAS_PAID_FEATURES = ['sender_hours_since_sent', 'sender_amount_log_mean', 'sender_amount_to_mean']

export const NEW_COUNTERPARTY: Fact = {
  ...OF_HISTORY,
  label: 'New counterparty',
  unit: 'yes-no',
  read: (row) => {
    const hasNeverPaid = HAS_PAID_FEATURES.some((feature) => Number.isNaN(row.features.get(feature)))
    return hasNeverPaid ? null : featureOf(row, 'is_new_counterparty')
  },
  alternatives: (from, direction) => [direction === 'safer' ? 0 : 1].filter((to) => to !== from),
  sizeOf: () => 1,
  dependents: {
    is_new_counterparty: ({ to }) => to,
    pair_times_paid: ({ to }) => (to === 1 ? 0 : KNOWN_PAIR.times),
    pair_days_since_paid: ({ row, to }) =>
      to === 1 ? NaN : Math.min(KNOWN_PAIR.daysSincePaid, row.features.get('sender_age_days') ?? Infinity),
  },
}

/** Only for a receiver with history. A new receiver also lacks all other history, which the change could not supply. */
export const RECEIVER_AGE: Fact = {
  ...OF_HISTORY,
  label: 'Time since the receiver was first seen',
  unit: 'days',
  read: (row) => featureOf(row, 'receiver_age_days'),
  alternatives: (from, direction) => (direction === 'safer' ? AGES_DAYS.filter((days) => days > from) : []),
  sizeOf: growth,
  ordered: true,
  dependents: { receiver_age_days: ({ to }) => to },
}

/** A sender that is new on the device becomes one more account on it. */
const accountsOnDevice: Recompute = ({ row, from }) => {
  const accounts = featureOf(row, 'device_accounts')
  return from === 0 ? Math.min(MOST_ACCOUNTS, accounts + 1) : accounts
}

const knownFor = (label: string, feature: string, dependents: Fact['dependents'] = {}): Fact => ({
  ...OF_HISTORY,
  label,
  unit: 'days',
  read: (row) => featureOf(row, feature) / HOURS_PER_DAY,
  alternatives: (from, direction) => (direction === 'safer' ? AGES_DAYS.filter((days) => days > from) : []),
  sizeOf: growth,
  ordered: true,
  dependents: { [feature]: ({ to }) => to * HOURS_PER_DAY, ...dependents },
})

export const DEVICE_KNOWN = knownFor('Time the sender has used the device', 'device_hours_known', {
  device_accounts: accountsOnDevice,
})
export const PHONE_KNOWN = knownFor('Time the sender has used the phone number', 'phone_hours_known')

const usualShare =
  (feature: string): Recompute =>
  ({ row, to }) =>
    Number.isNaN(featureOf(row, feature)) ? NaN : Math.max(featureOf(row, feature), to)
const noDistance =
  (feature: string): Recompute =>
  ({ row }) =>
    Number.isNaN(featureOf(row, feature)) ? NaN : 0

/** Changes country, city and network together, with no distance from the last place. */
export const USUAL_PLACE: Fact = {
  ...OF_HISTORY,
  label: "Share of the sender's payments from this place",
  unit: 'share',
  read: (row) => {
    const shares = PLACE_SHARES.map((feature) => featureOf(row, feature)).filter(
      (share) => !Number.isNaN(share),
    )
    return shares.length === 0 ? null : Math.min(...shares)
  },
  alternatives: (from, direction) => (direction === 'safer' && from < USUAL_SHARE ? [USUAL_SHARE] : []),
  sizeOf: () => 1,
  dependents: {
    ...Object.fromEntries(PLACE_SHARES.map((feature) => [feature, usualShare(feature)])),
    km_from_last_place: noDistance('km_from_last_place'),
    speed_from_last_place: noDistance('speed_from_last_place'),
  },
}

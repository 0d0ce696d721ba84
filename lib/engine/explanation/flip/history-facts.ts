import type { FeatureInput } from '@/lib/engine/features'
import type { Fact } from './fact'
import type { Recompute, ScoredRow } from './scored-row'

const HOURS_PER_DAY = 24
const AGES_DAYS = [1, 7, 30, 90, 365]
/** What "has paid before" means: this often, the latest this long ago. */
export const KNOWN_PAIR = { times: 3, daysSincePaid: 30 }
/** What "a usual place" means: this share of the payments came from there. */
const USUAL_SHARE = 0.5
/** The catalogue counts no more accounts than this on a device. */
const MOST_ACCOUNTS = 16

const featureOf = ({ features }: ScoredRow, feature: string): number => features.get(feature) ?? NaN
const growth = (from: number, to: number): number => Math.abs(to - from) / Math.max(from, 1)
const PLACE_SHARES = ['country_share', 'city_share', 'ip_network_share']

/** What a fact of the history needs no more than a name for: nothing that was sent is another thing. */
const OF_HISTORY = { change: (input: FeatureInput) => input, ordered: false }

/** Missing, they say that the sender had never paid anybody. */
const OF_A_PAYER = ['sender_hours_since_sent', 'sender_amount_log_mean', 'sender_amount_to_mean']

export const NEW_COUNTERPARTY: Fact = {
  ...OF_HISTORY,
  label: 'New counterparty',
  unit: 'yes-no',
  read: (row) => {
    const hasNeverPaid = OF_A_PAYER.some((feature) => Number.isNaN(row.features.get(feature)))
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

/** Of a receiver that was known at all: one that never was has none of the other history either. */
export const RECEIVER_AGE: Fact = {
  ...OF_HISTORY,
  label: 'Age of the receiver account here',
  unit: 'days',
  read: (row) => featureOf(row, 'receiver_age_days'),
  alternatives: (from, direction) => (direction === 'safer' ? AGES_DAYS.filter((days) => days > from) : []),
  sizeOf: growth,
  ordered: true,
  dependents: { receiver_age_days: ({ to }) => to },
}

/** Had the sender used the device for so long, it would be one of the accounts seen on it. */
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

export const DEVICE_KNOWN = knownFor('Sender has used the device for', 'device_hours_known', {
  device_accounts: accountsOnDevice,
})
export const PHONE_KNOWN = knownFor('Sender has used the phone number for', 'phone_hours_known')

const usualShare =
  (feature: string): Recompute =>
  ({ row, to }) =>
    Number.isNaN(featureOf(row, feature)) ? NaN : Math.max(featureOf(row, feature), to)
const noDistance =
  (feature: string): Recompute =>
  ({ row }) =>
    Number.isNaN(featureOf(row, feature)) ? NaN : 0

/** The country, the city and the network at once, and no way to get there. */
export const USUAL_PLACE: Fact = {
  ...OF_HISTORY,
  label: 'Share of the payments of the sender that came from this place',
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

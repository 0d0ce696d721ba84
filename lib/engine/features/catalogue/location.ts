import { placeKey } from '@/lib/platform/canonical/place'
import { networkOf } from '../ip-network'
import { hashOf } from '../states/hash'
import { HOUR_MS } from '../states/time-window'
import { shareOf } from '../states/usual-values'
import type { EntityStates, FeatureInput } from '../types'
import { kilometresBetween } from './distance'
import type { FeatureDefinition } from './feature-definition'

const family = 'location'

/** Lower bound of the time between two payments: places are known to a mast or a city, not to the metre. */
const SHORTEST_GAP_HOURS = 0.25

export const LOCATION_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'country_share',
    label: "Share of the sender's payments from this country",
    unit: 'share',
    family,
    formula:
      "share of the sender's remembered payments that came from this country; recent payments weigh more",
    mayBeMissing: true,
    missing: 'no country in this payment or any earlier one',
    highFrom: 0.2,
    high: 'a country this account often pays from',
    low: 'a country this account rarely or never pays from',
    compute: ({ country }, { sender }) =>
      country === null ? NaN : shareOf(sender.habits.countries, hashOf(country)),
  },
  {
    name: 'city_share',
    label: "Share of the sender's payments from this city",
    unit: 'share',
    family,
    formula: "share of the sender's remembered payments that came from this city; recent payments weigh more",
    mayBeMissing: true,
    missing: 'no city in this payment or any earlier one',
    highFrom: 0.2,
    high: 'a city this account often pays from',
    low: 'a city this account rarely or never pays from',
    compute: ({ city }, { sender }) =>
      city === null ? NaN : shareOf(sender.habits.cities, hashOf(placeKey(city))),
  },
  {
    name: 'ip_network_share',
    label: "Share of the sender's payments from this IP network",
    unit: 'share',
    family,
    formula:
      "share of the sender's remembered payments that came from this network (IPv4 /24, IPv6 /48); recent payments weigh more",
    mayBeMissing: true,
    missing: 'no IP address in this payment or any earlier one',
    highFrom: 0.05,
    high: 'an IP network this account pays from',
    low: 'an IP network this account rarely or never pays from',
    compute: ({ ip }, { sender }) =>
      ip === null ? NaN : shareOf(sender.habits.networks, hashOf(networkOf(ip))),
  },
  {
    name: 'km_from_last_place',
    label: "Distance from the sender's last location",
    unit: 'km',
    family,
    formula: "great-circle distance in km to the location of the sender's latest payment that has one",
    mayBeMissing: true,
    missing: 'no location in this payment or any earlier one',
    highFrom: 100,
    high: 'far from where the sender last paid',
    low: 'close to where the sender last paid',
    compute: kilometresFromLast,
  },
  {
    name: 'speed_from_last_place',
    label: "Travel speed since the sender's last location",
    unit: 'km-per-hour',
    family,
    formula: 'distance from the last location / time since then; less than 15 minutes counts as 15 minutes',
    mayBeMissing: true,
    missing: 'no location in this payment or any earlier one',
    highFrom: 500,
    high: 'faster than road or rail travel from where the sender last paid',
    low: 'a plausible travel speed from where the sender last paid',
    compute: (input, states) => {
      const hours = Math.abs(input.occurredAtMs - states.sender.habits.lastPlace[2]!) / HOUR_MS
      return kilometresFromLast(input, states) / Math.max(hours, SHORTEST_GAP_HOURS)
    },
  },
]

function kilometresFromLast({ latitude, longitude }: FeatureInput, { sender }: EntityStates): number {
  const [lastLatitude, lastLongitude] = sender.habits.lastPlace
  if (latitude === null || longitude === null) return NaN
  if (lastLatitude === undefined || lastLongitude === undefined) return NaN
  return kilometresBetween(lastLatitude, lastLongitude, latitude, longitude)
}

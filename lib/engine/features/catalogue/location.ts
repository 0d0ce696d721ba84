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
    label: 'How usual the country is for the sender',
    unit: 'share',
    family,
    formula:
      'share of the remembered payments of the sender that came from this country; recent ones weigh more',
    mayBeMissing: true,
    missing: 'no country, or none before',
    highFrom: 0.2,
    high: 'a country that this account pays from',
    low: 'a country that is new or rare for this account',
    compute: ({ country }, { sender }) =>
      country === null ? NaN : shareOf(sender.habits.countries, hashOf(country)),
  },
  {
    name: 'city_share',
    label: 'How usual the city is for the sender',
    unit: 'share',
    family,
    formula:
      'share of the remembered payments of the sender that came from this city; recent ones weigh more',
    mayBeMissing: true,
    missing: 'no city, or none before',
    highFrom: 0.2,
    high: 'a city that this account pays from',
    low: 'a city that is new or rare for this account',
    compute: ({ city }, { sender }) => (city === null ? NaN : shareOf(sender.habits.cities, hashOf(city))),
  },
  {
    name: 'ip_network_share',
    label: 'How usual the network address is for the sender',
    unit: 'share',
    family,
    formula:
      'share of the remembered payments of the sender that came from this network (/24, IPv6 /48); recent ones weigh more',
    mayBeMissing: true,
    missing: 'no network address, or none before',
    highFrom: 0.05,
    high: 'a network that this account pays from',
    low: 'a network that is new or rare for this account',
    compute: ({ ip }, { sender }) =>
      ip === null ? NaN : shareOf(sender.habits.networks, hashOf(networkOf(ip))),
  },
  {
    name: 'km_from_last_place',
    label: 'Distance from the last place of the sender',
    unit: 'km',
    family,
    formula: 'great-circle distance to the latest payment of the sender with a location',
    mayBeMissing: true,
    missing: 'no location, or none before',
    highFrom: 100,
    high: 'far from where the sender last paid',
    low: 'near where the sender last paid',
    compute: kilometresFromLast,
  },
  {
    name: 'speed_from_last_place',
    label: 'Speed needed since the last place of the sender',
    unit: 'km-per-hour',
    family,
    formula: 'distance from the last place / time since then; less than a quarter of an hour counts as that',
    mayBeMissing: true,
    missing: 'no location, or none before',
    highFrom: 500,
    high: 'faster than one travels from where the sender last paid',
    low: 'within reach of where the sender last paid',
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

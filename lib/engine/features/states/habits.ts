import type { Layout } from './state-layout'

/** Usual amounts, places and devices of an account as a sender. Holds a bounded number of values; texts as hashes. */
export interface Habits {
  /** The last 25 amounts sent, in minor units, most recent last. */
  recentAmounts: number[]
  /** The largest amount ever sent, in minor units. */
  largestMinor: number
  /** Payments per three hours of the day (UTC), eight numbers; decaying, see `usual-values.ts`. */
  dayParts: number[]
  /** Flat pairs [hash, payments, ...]; decaying, see `usual-values.ts`. */
  countries: number[]
  cities: number[]
  networks: number[]
  channels: number[]
  categories: number[]
  /** Flat pairs [hash, minute of first use, ...], most recently used last. */
  devices: number[]
  phones: number[]
  /** [latitude, longitude, epoch milliseconds] of the latest payment with a location; empty without one. */
  lastPlace: number[]
}

export function emptyHabits(): Habits {
  return {
    recentAmounts: [],
    largestMinor: 0,
    dayParts: [],
    countries: [],
    cities: [],
    networks: [],
    channels: [],
    categories: [],
    devices: [],
    phones: [],
    lastPlace: [],
  }
}

export const habitsLayout: Layout<Habits> = (stream, habits) => ({
  recentAmounts: stream.list(habits.recentAmounts, 'r'),
  largestMinor: stream.number(habits.largestMinor, 'x'),
  dayParts: stream.list(habits.dayParts, 'o'),
  countries: stream.list(habits.countries, 'c'),
  cities: stream.list(habits.cities, 't'),
  networks: stream.list(habits.networks, 'i'),
  channels: stream.list(habits.channels, 'h'),
  categories: stream.list(habits.categories, 'm'),
  devices: stream.list(habits.devices, 'd'),
  phones: stream.list(habits.phones, 'p'),
  lastPlace: stream.list(habits.lastPlace, 'g'),
})

/** What an account does as a payer: usual amounts, places, devices. Texts are kept as hashes, and only a few of each. */

export interface Habits {
  /** The last 25 amounts sent, in minor units, the most recent last. */
  r: number[]
  /** The largest amount ever sent, in minor units. */
  x: number
  /** Payments per three hours of the day (UTC), 8 places; fading, see `usual-values.ts`. */
  o: number[]
  /** Flat pairs [hash, payments, ...]: countries, cities, networks, channels, merchant categories. */
  c: number[]
  t: number[]
  i: number[]
  h: number[]
  m: number[]
  /** Flat pairs [hash, minute of first use, ...], the most recently used last: devices, phones. */
  d: number[]
  p: number[]
  /** [latitude, longitude, epoch milliseconds] of the latest payment with a location; else empty. */
  g: number[]
}

export function emptyHabits(): Habits {
  return { r: [], x: 0, o: [], c: [], t: [], i: [], h: [], m: [], d: [], p: [], g: [] }
}

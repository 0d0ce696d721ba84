/** A time as it is written: with a zone it is an instant, without one it is local. */
export interface WrittenTime {
  /** Epoch milliseconds; of a local time as if it were UTC. */
  ms: number
  isLocal: boolean
  /** False for a date alone. */
  hasClock: boolean
}

const ISO_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s?(?:(Z)|([+-])(\d\d):?(\d\d))?)?$/

/** An ISO 8601 time, also with a space for the T, without seconds or as a date. Truncates to milliseconds. Null for other texts. */
export function readIsoTime(text: string): WrittenTime | null {
  const match = ISO_TIME.exec(text)
  if (match === null) return null
  const [, year, month, day, hour, minute, second, fraction, utc, sign, zoneHours, zoneMinutes] = match
  const ms = localMs(Number(year), Number(month), Number(day), {
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    fraction: fraction ?? '',
  })
  if (ms === null) return null
  const hasClock = hour !== undefined
  if (utc !== undefined) return { ms, isLocal: false, hasClock }
  if (sign === undefined) return { ms, isLocal: true, hasClock }
  const offsetMs = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000
  return { ms: sign === '-' ? ms + offsetMs : ms - offsetMs, isLocal: false, hasClock }
}

export interface Clock {
  hour: number
  minute: number
  second: number
  /** Decimals of the second. */
  fraction: string
}

/** The local time as if it were UTC; null for a date or a time of day that does not exist. */
export function localMs(year: number, month: number, day: number, clock: Clock): number | null {
  const { hour, minute, second, fraction } = clock
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null
  const midnight = new Date(0)
  midnight.setUTCFullYear(year, month - 1, day)
  if (midnight.getUTCDate() !== day) return null
  const milliseconds = fraction === '' ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3))
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
}

import { DAY_MS } from './time'

/** Local times of a time zone as instants. A clock change skips some local times and repeats others. */

/** The instants that a local time may mean, in order: none when the clock skips it, two when the clock repeats it. */
export type LocalInstants = readonly number[]

/** `localMs` is the local time as if it were UTC, in epoch milliseconds. */
export type ReadLocal = (localMs: number) => LocalInstants

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** A reader for a time zone (IANA name). A day without a clock change costs one calculation for all its times. */
export function localTimeReader(timeZone: string): ReadLocal {
  const offsetAt = offsetReader(timeZone)
  const steadyDays = new Map<number, number | null>()
  let day = NaN
  let steady: number | null = null
  return (localMs) => {
    const itsDay = Math.floor(localMs / DAY_MS)
    if (itsDay !== day) {
      day = itsDay
      steady = steadyDays.get(day) ?? steadyOffset(offsetAt, day)
      steadyDays.set(day, steady)
    }
    if (steady !== null) return [localMs - steady]
    return candidates(offsetAt, localMs)
  }
}

/** The offset that holds for the day and the days beside it, or null where it changes. */
function steadyOffset(offsetAt: (ms: number) => number, day: number): number | null {
  const offsets = [-1, -0.5, 0, 0.5, 1, 1.5, 2].map((days) => offsetAt((day + days) * DAY_MS))
  return offsets.every((offset) => offset === offsets[0]) ? offsets[0]! : null
}

function candidates(offsetAt: (ms: number) => number, localMs: number): number[] {
  const offsets = new Set([offsetAt(localMs - DAY_MS), offsetAt(localMs), offsetAt(localMs + DAY_MS)])
  return [...offsets]
    .map((offset) => localMs - offset)
    .filter((ms) => ms + offsetAt(ms) === localMs)
    .sort((a, b) => a - b)
}

/** Milliseconds that the zone's clock is ahead of UTC at an instant. */
function offsetReader(timeZone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (ms) => {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
    for (const { type, value } of format.formatToParts(ms)) parts[type] = value
    const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year)
    const date = new Date(0)
    date.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day))
    const clock = (Number(parts.hour) * 60 + Number(parts.minute)) * 60 + Number(parts.second)
    return date.getTime() + clock * 1000 - Math.floor(ms / 1000) * 1000
  }
}

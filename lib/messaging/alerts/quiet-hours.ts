import { type LocalInstants, localTimeReader } from '@/lib/platform/local-time'
import { DAY_MS } from '@/lib/platform/time'

const MINUTE_MS = 60_000

/** Minutes of the day; `from` may lie after `to`: the hours then span midnight. */
export interface QuietHours {
  from: number
  to: number
}

/** '22:30' -> 1350 */
export function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return 60 * hours + minutes
}

/** 1350 -> '22:30' */
export const clockOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')

/**
 * The end of the quiet hours that an instant lies in, by the clock of the time zone; null outside of them. Where the clock
 * skips the end, they end with the skipped hour; where the clock shows it twice, at the second time.
 */
export function quietUntil(at: Date, { from, to }: QuietHours, timeZone: string): Date | null {
  const minute = localMinute(at, timeZone)
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to
  if (!isQuiet) return null
  const readLocal = localTimeReader(timeZone)
  const today = Math.floor(localMs(at, timeZone) / DAY_MS) * DAY_MS
  const end = today + to * MINUTE_MS + (minute < to ? 0 : DAY_MS)
  for (let shift = 0; shift <= 180; shift += 30) {
    const last: LocalInstants[number] | undefined = readLocal(end + shift * MINUTE_MS).at(-1)
    if (last !== undefined && last > at.getTime()) return new Date(last)
  }
  return new Date(at.getTime() + MINUTE_MS)
}

const localMinute = (at: Date, timeZone: string): number =>
  Math.floor((localMs(at, timeZone) % DAY_MS) / MINUTE_MS)

/** The local time as if it were UTC. */
function localMs(at: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second)
}

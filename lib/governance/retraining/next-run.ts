import { localTimeReader } from '@/lib/platform/local-time'
import { DAY_MS, HOUR_MS } from '@/lib/platform/time'
import type { Cadence } from './schema'

/** Longer than any month. */
const DAYS_AHEAD = 64
const MONDAY = 1

/**
 * The first start after an instant: Mondays or first days of a month, at an hour of the zone's clock. Where the clock skips
 * the hour, the next hour that exists; where the clock repeats it, the first of the two.
 * @returns null for a schedule that is off
 */
export function nextRun(
  { cadence, hour }: { cadence: Cadence; hour: number },
  timeZone: string,
  after: Date,
): Date | null {
  if (cadence === 'off') return null
  const read = localTimeReader(timeZone)
  const today = Math.floor(after.getTime() / DAY_MS)
  // The local date may be the one before or after that of UTC.
  for (let day = today - 1; day < today + DAYS_AHEAD; day++) {
    if (!isRunDay(cadence, new Date(day * DAY_MS))) continue
    const start = firstExisting(read, day * DAY_MS + hour * HOUR_MS)
    if (start > after.getTime()) return new Date(start)
  }
  throw new RangeError(`no start of a ${cadence} schedule within ${DAYS_AHEAD} days`)
}

const isRunDay = (cadence: Cadence, date: Date): boolean =>
  cadence === 'weekly' ? date.getUTCDay() === MONDAY : date.getUTCDate() === 1

/** A zone that crosses the date line skips a whole day. */
function firstExisting(read: ReturnType<typeof localTimeReader>, localMs: number): number {
  for (let hours = 0; hours <= 24; hours++) {
    const [first] = read(localMs + hours * HOUR_MS)
    if (first !== undefined) return first
  }
  throw new RangeError('the time zone skips more than a day')
}

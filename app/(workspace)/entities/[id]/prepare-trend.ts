import { formatDay } from '@/components/fraud/format-time'
import type { TrendDay } from '@/lib/desk/entities/schema'
import { DAY_MS } from '@/lib/platform/time'

export interface TrendBar extends TrendDay {
  /** The day in the shown calendar, from 0. */
  at: number
}

export interface Trend {
  /** The number of days of the calendar, including those without transactions. */
  days: number
  first: string
  last: string
  bars: TrendBar[]
  mostTransactions: number
  /** Series of consecutive days: a day without transactions has no score and interrupts the line. */
  runs: TrendBar[][]
}

/** Days with transactions on a complete calendar; null without any day. */
export function prepareTrend(days: readonly TrendDay[]): Trend | null {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  const start = Date.parse(first.day)
  const bars = days.map((day) => ({ ...day, at: Math.round((Date.parse(day.day) - start) / DAY_MS) }))
  const runs: TrendBar[][] = []
  for (const bar of bars) {
    const run = runs.at(-1)
    if (run && run.at(-1)?.at === bar.at - 1) run.push(bar)
    else runs.push([bar])
  }
  return {
    days: (bars.at(-1)?.at ?? 0) + 1,
    first: first.day,
    last: last.day,
    bars,
    mostTransactions: Math.max(...bars.map(({ transactions }) => transactions)),
    runs,
  }
}

// A day is a date without a time zone; UTC formats it unchanged.
export const dayName = (day: string): string => formatDay(`${day}T00:00:00Z`, 'Etc/UTC')

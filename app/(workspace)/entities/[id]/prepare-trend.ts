import { formatDay } from '@/components/fraud/format-time'
import type { TrendDay } from '@/lib/desk/entities/schema'

const DAY_MS = 86_400_000

export interface TrendBar extends TrendDay {
  /** Of the calendar that is shown, from 0. */
  at: number
}

export interface Trend {
  /** How many days the calendar has, with those on which nothing happened. */
  days: number
  first: string
  last: string
  bars: TrendBar[]
  mostTransactions: number
  /** Runs of days that follow each other: a day without transactions has no score and so breaks the line. */
  runs: TrendBar[][]
}

/** Days with transactions on a calendar without holes; null where there is no day at all. */
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

// A day of the calendar is a text already; UTC reads it as it stands.
export const dayName = (day: string): string => formatDay(`${day}T00:00:00Z`, 'Etc/UTC')

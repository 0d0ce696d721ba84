import type { DayCount, TypeRow, WeekHour } from './schema'

/** Figures that the dashboard derives from its totals, the same for pages and for the contract. Pure. */

/** Null where nothing happened: no share of nothing is zero. */
export const flaggedShare = ({ transactions, flagged }: DayCount): number | null =>
  transactions === 0 ? null : flagged / transactions

/** The type whose flagged transactions would cost most; null where none is flagged. */
export function leadingType(types: readonly TypeRow[]): string | null {
  const flagged = types.filter((row) => row.flagged > 0)
  return flagged.toSorted((a, b) => b.expectedLoss - a.expectedLoss || b.flagged - a.flagged)[0]?.type ?? null
}

/** Seven days, Monday first, of twenty-four hours each; zero where nothing happened. */
export function weekGrid(week: readonly WeekHour[]): WeekHour[][] {
  const found = new Map(week.map((cell) => [`${cell.weekday}-${cell.hour}`, cell]))
  return Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) => {
      const weekday = day + 1
      return found.get(`${weekday}-${hour}`) ?? { weekday, hour, transactions: 0, flagged: 0 }
    }),
  )
}

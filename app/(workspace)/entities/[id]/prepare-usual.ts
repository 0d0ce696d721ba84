import type { EntityUsual } from '@/lib/desk/entities/schema'

/** The minimum number of transactions for usual behaviour. */
const ENOUGH = 5
const MOST_OF_THEM = 0.8

export interface Stretch {
  /** Whole hours in the time zone of the tenant; `to` is exclusive and may be past midnight. */
  from: number
  to: number
  share: number
}

/**
 * The shortest interval of the day with at least four of five transactions, the earliest of several. Null with too few
 * transactions, or when the interval is most of the day.
 */
export function usualHours(hours: readonly number[]): Stretch | null {
  const total = hours.reduce((sum, n) => sum + n, 0)
  if (total < ENOUGH) return null
  for (let length = 1; length <= 16; length++) {
    for (let from = 0; from < 24; from++) {
      let inside = 0
      for (let i = 0; i < length; i++) inside += hours[(from + i) % 24] ?? 0
      const starts = (hours[from] ?? 0) > 0
      if (starts && inside / total >= MOST_OF_THEM)
        return { from, to: (from + length) % 24, share: inside / total }
    }
  }
  return null
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
export const percentOf = (part: number, total: number): string => `${Math.round((100 * part) / total)} %`

const VERBS = { sent: 'Pays', received: 'Receives', used: 'Pays' } as const

/** Usual behaviour in sentences; a sentence without information is omitted. */
export function usualInWords(
  usual: EntityUsual,
  currency: string,
  formatAmount: (amount: string) => string,
): string[] {
  const { transactions, median_amount, p90_amount } = usual
  const lines: string[] = []
  if (transactions < ENOUGH) {
    return [
      `Only ${transactions === 1 ? '1 transaction' : `${transactions} transactions`}: too few to show a pattern.`,
    ]
  }
  if (median_amount !== null && p90_amount !== null) {
    lines.push(
      `${VERBS[usual.of]} ${formatAmount(median_amount)} ${currency} (median); 90 % of amounts are at most ${formatAmount(p90_amount)} ${currency}.`,
    )
  }
  const stretch = usualHours(usual.hours)
  if (stretch) {
    lines.push(
      `${Math.round(100 * stretch.share)} % between ${clock(stretch.from)} and ${clock(stretch.to)}.`,
    )
  } else lines.push('At any time of the day.')
  const [country] = usual.countries
  if (country) lines.push(`${percentOf(country.transactions, transactions)} from ${country.value}.`)
  return lines
}

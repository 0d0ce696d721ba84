import type { Activity, Bucket, Period, Totals, TypeRow, WeekHour } from './schema'

/** A row of the grouped totals; which fields are filled depends on the part it belongs to. */
export interface ActivityRow {
  part: 'bucket' | 'type' | 'week' | 'all'
  bucket: Date | null
  type: string | null
  risk_band: 'high' | 'medium' | 'low' | null
  outcome: string | null
  currency: string | null
  weekday: number | null
  hour_of_day: number | null
  transactions: number
  flagged: number
  blocked: number
  blocked_amount: string
  amount: string
  score_sum: number
  expected_loss: number
}

/** From grouped rows to what the widgets show: buckets without gaps in time, zero where nothing happened. */
export function assembleActivity(period: Period, currency: string, rows: readonly ActivityRow[]): Activity {
  const part = (name: ActivityRow['part']) => rows.filter((row) => row.part === name)
  const all = part('all')
  const types = typeRows(part('type'))
  const blocked = all.filter(({ outcome }) => outcome === 'block')
  return {
    period,
    currency,
    totals: totalsOf(all),
    flaggedAmount: addAmounts(
      all.filter((row) => row.currency === currency && row.outcome !== 'approve').map(({ amount }) => amount),
    ),
    otherBlocked: blocked
      .filter((row) => row.currency !== currency)
      .map((row) => ({ currency: row.currency ?? '', amount: row.amount }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1)),
    bands: {
      high: sum(types.map(({ high }) => high)),
      medium: sum(types.map(({ medium }) => medium)),
      low: sum(types.map(({ low }) => low)),
    },
    buckets: fillBuckets(period, part('bucket')),
    types,
    week: part('week')
      .map(toWeekHour)
      .sort((a, b) => a.weekday - b.weekday || a.hour - b.hour),
  }
}

/** Every bucket of the period in order. A row belongs to the last bucket that begins no later than it. */
export function fillBuckets(period: Period, rows: readonly ActivityRow[]): Bucket[] {
  const starts = period.starts.map((start) => Date.parse(start))
  const held = starts.map((): ActivityRow[] => [])
  for (const row of rows) {
    const at = row.bucket?.getTime() ?? NaN
    const index = starts.findLastIndex((start) => start <= at)
    held[Math.max(0, index)]?.push(row)
  }
  return period.starts.map((from, i) => ({
    from,
    to: period.starts[i + 1] ?? period.end,
    ...totalsOf(held[i] ?? []),
  }))
}

function totalsOf(rows: readonly ActivityRow[]): Totals {
  const transactions = sum(rows.map((row) => row.transactions))
  return {
    transactions,
    flagged: sum(rows.map((row) => row.flagged)),
    blocked: sum(rows.map((row) => row.blocked)),
    blockedAmount: addAmounts(rows.map((row) => row.blocked_amount)),
    averageScore: transactions === 0 ? null : sum(rows.map((row) => row.score_sum)) / transactions,
  }
}

function typeRows(rows: readonly ActivityRow[]): TypeRow[] {
  const types = [...new Set(rows.map(({ type }) => type ?? ''))]
  const made = types.map((type) => {
    const own = rows.filter((row) => row.type === type)
    const inBand = (band: string) =>
      sum(own.filter((row) => row.risk_band === band).map((row) => row.transactions))
    return {
      type,
      high: inBand('high'),
      medium: inBand('medium'),
      low: inBand('low'),
      flagged: sum(own.map((row) => row.flagged)),
      expectedLoss: sum(own.map((row) => row.expected_loss)),
    }
  })
  return made.sort(
    (a, b) => b.high - a.high || b.medium - a.medium || b.low - a.low || (a.type < b.type ? -1 : 1),
  )
}

const toWeekHour = (row: ActivityRow): WeekHour => ({
  weekday: row.weekday ?? 0,
  hour: row.hour_of_day ?? 0,
  transactions: row.transactions,
  flagged: row.flagged,
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Adds exact decimal texts of two decimals in cents: no float touches money. */
export function addAmounts(amounts: readonly string[]): string {
  const cents = amounts.reduce((total, amount) => total + toCents(amount), 0n)
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function toCents(amount: string): bigint {
  const [whole = '0', decimals = ''] = amount.split('.')
  const cents = BigInt(whole.replace('-', '')) * 100n + BigInt(decimals.padEnd(2, '0').slice(0, 2))
  return amount.startsWith('-') ? -cents : cents
}

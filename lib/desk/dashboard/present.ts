import { minorDigits } from '@/lib/contract/currency-digits'
import { addAmounts } from '@/lib/platform/money'
import type { BucketedPeriod } from './read-period'
import type { Activity, DayCount, Place, Places, Point, TypeRow, WeekHour } from './schema'

/** A row of the grouped totals; its part decides which columns are not null. */
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

/** The figures of a period from its grouped rows. Buckets have no gaps: zero where nothing happened. */
export function presentActivity(
  { period, unit, starts, end }: BucketedPeriod,
  { currency, timeZone }: { currency: string; timeZone: string },
  rows: readonly ActivityRow[],
): Activity {
  const digits = minorDigits(currency)
  const part = (name: ActivityRow['part']) => rows.filter((row) => row.part === name)
  const all = part('all')
  const types = presentTypes(part('type'))
  const flaggedRows = all.filter((row) => row.currency === currency && row.outcome !== 'approve')
  const otherBlocked = all.filter((row) => row.currency !== currency && row.outcome === 'block')
  return {
    totals: {
      period,
      currency,
      ...sumsOf(all, digits),
      flagged_amount: addAmounts(
        flaggedRows.map(({ amount }) => amount),
        digits,
      ),
      blocked_in_other_currencies: otherBlocked
        .map(({ currency, amount }) => ({
          currency: currency ?? '',
          amount: addAmounts([amount], minorDigits(currency ?? '')),
        }))
        .sort((a, b) => (a.currency < b.currency ? -1 : 1)),
      by_band: {
        high: sum(types.map(({ high }) => high)),
        medium: sum(types.map(({ medium }) => medium)),
        low: sum(types.map(({ low }) => low)),
      },
    },
    timeseries: { period, unit, currency, points: presentPoints(starts, end, part('bucket'), digits) },
    heatmap: { period, time_zone: timeZone, cells: presentWeek(part('week')) },
    breakdown: { period, types },
  }
}

/** Every bucket in order. A row belongs to the last bucket that begins no later than the row. */
function presentPoints(
  starts: readonly string[],
  end: string,
  rows: readonly ActivityRow[],
  digits: number,
): Point[] {
  const times = starts.map((start) => Date.parse(start))
  const rowsOf = starts.map((): ActivityRow[] => [])
  for (const row of rows) {
    const at = row.bucket?.getTime() ?? NaN
    rowsOf[
      Math.max(
        0,
        times.findLastIndex((start) => start <= at),
      )
    ]?.push(row)
  }
  return starts.map((from, i) => {
    const sums = sumsOf(rowsOf[i] ?? [], digits)
    return { from, to: starts[i + 1] ?? end, ...sums, flagged_share: flaggedShare(sums) }
  })
}

function sumsOf(rows: readonly ActivityRow[], digits: number) {
  const transactions = sum(rows.map((row) => row.transactions))
  return {
    transactions,
    flagged: sum(rows.map((row) => row.flagged)),
    blocked: sum(rows.map((row) => row.blocked)),
    blocked_amount: addAmounts(
      rows.map((row) => row.blocked_amount),
      digits,
    ),
    average_score: transactions === 0 ? null : sum(rows.map((row) => row.score_sum)) / transactions,
  }
}

function presentTypes(rows: readonly ActivityRow[]): TypeRow[] {
  const types = [...new Set(rows.map(({ type }) => type ?? ''))].map((type) => {
    const own = rows.filter((row) => row.type === type)
    const inBand = (band: string) =>
      sum(own.filter((row) => row.risk_band === band).map((row) => row.transactions))
    return {
      type,
      high: inBand('high'),
      medium: inBand('medium'),
      low: inBand('low'),
      flagged: sum(own.map((row) => row.flagged)),
      expected_loss: sum(own.map((row) => row.expected_loss)),
    }
  })
  return types.sort(
    (a, b) => b.high - a.high || b.medium - a.medium || b.low - a.low || (a.type < b.type ? -1 : 1),
  )
}

/** Seven days of twenty-four hours, Monday first. */
function presentWeek(rows: readonly ActivityRow[]): WeekHour[] {
  const found = new Map(rows.map((row) => [`${row.weekday}-${row.hour_of_day}`, row]))
  return Array.from({ length: 168 }, (_, i) => {
    const [weekday, hour] = [Math.floor(i / 24) + 1, i % 24]
    const { transactions, flagged } = found.get(`${weekday}-${hour}`) ?? { transactions: 0, flagged: 0 }
    return { weekday, hour, transactions, flagged, flagged_share: flaggedShare({ transactions, flagged }) }
  })
}

export interface PlaceRow extends DayCount {
  /** A country as it was sent, or a cell of the grid. */
  place: string
  amount: string
}

/** Adds up the spellings of a country, or the cells of a state. */
export function presentPlaces(
  rows: readonly PlaceRow[],
  nameOf: (place: string) => Pick<Place, 'code' | 'name'> | null,
  currency: string,
): Pick<Places, 'places' | 'unplaced'> {
  const places = new Map<string, Omit<Place, 'flagged_share'>>()
  const unplaced = { transactions: 0, flagged: 0 }
  for (const { place, transactions, flagged, amount } of rows) {
    const named = nameOf(place)
    if (named === null) {
      unplaced.transactions += transactions
      unplaced.flagged += flagged
      continue
    }
    const known = places.get(named.code)
    places.set(named.code, {
      ...named,
      transactions: transactions + (known?.transactions ?? 0),
      flagged: flagged + (known?.flagged ?? 0),
      amount: addAmounts([amount, known?.amount ?? '0'], minorDigits(currency)),
    })
  }
  const byVolume = (a: Place, b: Place) => b.transactions - a.transactions || (a.code < b.code ? -1 : 1)
  const shared = [...places.values()].map((place) => ({ ...place, flagged_share: flaggedShare(place) }))
  return { places: shared.sort(byVolume), unplaced }
}

const flaggedShare = ({ transactions, flagged }: DayCount): number | null =>
  transactions === 0 ? null : flagged / transactions

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

import { ratePosture, readActivity, readBaseline, readPlaces } from '@/lib/desk/dashboard'
import type { Activity, Period, Span } from '@/lib/desk/dashboard/schema'
import type { Context } from '@/lib/contract/context'
import { stateOfCell } from '@/lib/desk/geo'
import { summarizeTransactions } from '@/lib/desk/transactions'
import { transactionFilter } from '@/lib/desk/transactions/schema'
import { useRate } from '../../../support/currency-rates'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, scoresOf, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

/** The stored totals agree with the rows, in the tenant's time zone, across a clock change and New Year. */
const ZONE = 'America/New_York'
/** Clocks went back on 1 November 2026 at two in the morning. */
const NOW = new Date('2026-11-05T15:20:00Z')
const PLACES = [
  { country: 'US', latitude: 34.05, longitude: -118.24 },
  { country: 'us', latitude: 40.71, longitude: -74.01 },
  { country: 'GB', latitude: 51.5, longitude: -0.1 },
  {},
]

interface StoredRow {
  at: Date
  hour: number
  weekday: number
  type: string
  outcome: string
  risk_band: string
  score: number
  amount: string
  country: string | null
  cell: string
}

let minted: MintedTenant
let ctx: Context
let stored: StoredRow[]

beforeAll(async () => {
  minted = await mintTenant()
  await withClient('superuser', (client) =>
    client.query('update tenants set time_zone = $2 where id = $1', [minted.tenant.id, ZONE]),
  )
  ctx = { ...minted.as.analyst, tenant: { ...minted.tenant, timeZone: ZONE }, at: NOW }
  const hoursBack = [
    0, 1, 3, 20, 23, 24, 30, 96, 105.2, 105.9, 106.5, 150, 166, 190, 400, 700, 760, 900, 1200,
  ]
  const rows = hoursBack.flatMap((hours, i) =>
    [0, 1, 2, 3].map((k) => ({
      occurred_at: new Date(NOW.getTime() - hours * 3_600_000 - k * 60_000).toISOString(),
      type: ['TRANSFER', 'CASH_OUT', 'PAYMENT'][(i + k) % 3],
      amount: 100.25 * (1 + i) * 10 ** k,
      currency: i === 2 && k === 1 ? 'EUR' : 'USD',
      nameOrig: `C-dash-${i}-${k}`,
      nameDest: `C-dash-to-${k}`,
      ...PLACES[k],
    })),
  )
  await useRate(minted, 'EUR', '1.25')
  const scores = await scoresOf(rows.map((row) => ({ ...row, currency: 'USD' })))
  const at = (share: number) => scores[Math.floor(share * scores.length)] as number
  await usePolicy(minted, [at(0.3), at(0.7)], [at(0.4), at(0.8)])
  await scoreRows(await scoringKey(minted), rows)
  stored = await withClient('superuser', async (client) => {
    const found = await client.query(
      `select occurred_at as at, extract(hour from occurred_at at time zone $2)::int as hour,
              extract(isodow from occurred_at at time zone $2)::int as weekday,
              type, outcome, risk_band, score, coalesce(converted_amount, amount)::text as amount, country, cell
         from scored_transactions where tenant_id = $1`,
      [minted.tenant.id, ZONE],
    )
    return found.rows as StoredRow[]
  })
})

const within = (period: Period) =>
  stored.filter(
    ({ at }) =>
      (period.from === null || at >= new Date(period.from)) &&
      (period.to === null || at < new Date(period.to)),
  )
const flagged = (rows: StoredRow[]) => rows.filter(({ outcome }) => outcome !== 'approve')
const SPANS: Span[] = ['24h', '7d', '30d', 'all', 36, 400]

it('the test data has rows of every outcome and risk band', () => {
  expect(new Set(stored.map(({ outcome }) => outcome)).size).toBe(3)
  expect(new Set(stored.map(({ risk_band }) => risk_band)).size).toBe(3)
})

describe.each(SPANS.map((span) => [span]))('the period %s', (span) => {
  let activity: Activity
  let rows: StoredRow[]
  beforeAll(async () => {
    activity = await readActivity(ctx, span)
    rows = within(activity.totals.period)
  })

  it('sums the rows of the period', () => {
    const blocked = rows.filter(({ outcome }) => outcome === 'block')
    expect(activity.totals.transactions).toBe(rows.length)
    expect(activity.totals.flagged).toBe(flagged(rows).length)
    expect(activity.totals.blocked).toBe(rows.filter(({ outcome }) => outcome === 'block').length)
    expect(Number(activity.totals.blocked_amount)).toBeCloseTo(
      blocked.reduce((sum, row) => sum + Number(row.amount), 0),
      2,
    )
    expect(activity.totals.average_score).toBeCloseTo(
      rows.reduce((sum, { score }) => sum + score, 0) / rows.length,
      9,
    )
    for (const band of ['high', 'medium', 'low'] as const)
      expect(activity.totals.by_band[band]).toBe(rows.filter(({ risk_band }) => risk_band === band).length)
    for (const row of activity.breakdown.types)
      expect(row.high + row.medium + row.low).toBe(rows.filter(({ type }) => type === row.type).length)
  })

  it('has ordered buckets without gaps or overlaps, each with its rows', () => {
    const { points } = activity.timeseries
    expect(points.length).toBeGreaterThan(16)
    points.forEach((bucket, i) => {
      expect(bucket.from < bucket.to).toBe(true)
      if (i > 0) expect(bucket.from).toBe(points[i - 1]?.to)
      const own = rows.filter(({ at }) => at >= new Date(bucket.from) && at < new Date(bucket.to))
      expect(bucket).toMatchObject({ transactions: own.length, flagged: flagged(own).length })
      expect(bucket.average_score === null).toBe(own.length === 0)
    })
  })

  it('counts the hours of the week in the time zone of the tenant', () => {
    for (const { weekday, hour, flagged_share, ...cell } of activity.heatmap.cells) {
      const own = rows.filter((row) => row.weekday === weekday && row.hour === hour)
      expect(cell).toEqual({ transactions: own.length, flagged: flagged(own).length })
      expect(flagged_share).toBe(own.length === 0 ? null : flagged(own).length / own.length)
    }
  })

  it('has the counts of the lists that it links to', async () => {
    const { from, to } = activity.totals.period
    const bounds = { ...(from && { from }), ...(to && { to }) }
    const count = async (more: object) =>
      (await summarizeTransactions(ctx, transactionFilter.parse({ ...bounds, ...more }))).total.count
    expect(await count({})).toBe(activity.totals.transactions)
    expect(await count({ outcome: 'flagged' })).toBe(activity.totals.flagged)
    expect(await count({ outcome: 'block' })).toBe(activity.totals.blocked)
    expect(await count({ risk_band: 'high' })).toBe(activity.totals.by_band.high)
    const cell = activity.heatmap.cells.find(({ transactions }) => transactions > 0)
    expect(await count({ weekday: String(cell?.weekday), hour: String(cell?.hour) })).toBe(cell?.transactions)
  })

  it('counts its transactions by place', async () => {
    const world = await readPlaces(ctx, 'world', span)
    const codes = (row: StoredRow) => (row.country === 'USA' ? 'US' : row.country)
    for (const place of world.places)
      expect(place.transactions).toBe(rows.filter((row) => codes(row) === place.code).length)
    expect(world.unplaced.transactions).toBe(rows.filter(({ country }) => country === null).length)
    const states = await readPlaces(ctx, 'us', span)
    for (const place of states.places)
      expect(place.flagged).toBe(flagged(rows).filter(({ cell }) => stateOfCell(cell) === place.code).length)
    expect(states.places.map(({ code }) => code).sort()).toEqual(['CA', 'NY'])
    const { from, to } = world.period
    const listed = async (place: object) => {
      const filter = transactionFilter.parse({ ...(from && { from }), ...(to && { to }), ...place })
      return (await summarizeTransactions(ctx, filter)).total.count
    }
    for (const { code, transactions } of world.places)
      expect(await listed({ country: code })).toBe(transactions)
    for (const { code, transactions } of states.places)
      expect(await listed({ region: `US-${code}` })).toBe(transactions)
  })
})

it('counts the repeated hour at the end of summer time as two hours', async () => {
  const { points } = (await readActivity(ctx, 150)).timeseries
  const days = points.map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 3_600_000)
  expect(days).toContain(7)
  const hourly = (await readActivity({ ...ctx, at: new Date('2026-11-01T20:00:00Z') }, 24)).timeseries.points
  expect(hourly).toHaveLength(24)
})

it('keeps its order across New Year', async () => {
  const later = { ...ctx, at: new Date('2027-01-03T10:00:00Z') }
  const starts = (await readActivity(later, 1_800)).timeseries.points.map(({ from }) => from)
  expect(starts).toEqual(starts.toSorted())
  expect(starts).toContain('2027-01-01T05:00:00.000Z')
})

it('shows the shortest range with data where the requested range is empty, and names both', async () => {
  const shown = async (at: string, span: Span) =>
    (await readActivity({ ...ctx, at: new Date(at) }, span)).totals.period
  expect(await shown('2026-11-08T12:00:00Z', '24h')).toMatchObject({ asked: '24h', shown: '7d' })
  expect(await shown('2026-11-28T12:00:00Z', '24h')).toMatchObject({ asked: '24h', shown: '30d' })
  expect(await shown('2027-08-01T12:00:00Z', '7d')).toMatchObject({ asked: '7d', shown: 'all', from: null })
  expect(await shown(NOW.toISOString(), '24h')).toMatchObject({ asked: '24h', shown: '24h' })
})

it('is empty for a tenant without transactions', async () => {
  const empty = await mintTenant()
  const activity = await readActivity(empty.as.analyst, '24h')
  expect(activity).toMatchObject({
    timeseries: { points: [] },
    breakdown: { types: [] },
    totals: { transactions: 0, average_score: null, period: { asked: '24h', shown: '24h' } },
  })
  expect(activity.heatmap.cells.filter(({ transactions }) => transactions > 0)).toEqual([])
})

it('compares the period with the days before it', async () => {
  const activity = await readActivity(ctx, '7d')
  const days = await readBaseline(ctx, activity.totals.period)
  const from = new Date(activity.totals.period.from ?? 0)
  const before = stored.filter(({ at }) => at < from && at.getTime() >= from.getTime() - 30 * 86_400_000)
  expect(days.reduce((sum, { transactions }) => sum + transactions, 0)).toBe(before.length)
  expect(ratePosture(activity.totals, days, activity.breakdown.types).level).toBe('unrated')
  expect(await readBaseline(ctx, (await readActivity(ctx, 'all')).totals.period)).toEqual([])
})

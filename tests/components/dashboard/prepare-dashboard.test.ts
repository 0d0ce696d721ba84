import { boundsOf, bucketLabel, fallbackWords } from '@/app/(workspace)/dashboard/period-words'
import { prepareHeatmap } from '@/app/(workspace)/dashboard/prepare-heatmap'
import { preparePosture } from '@/app/(workspace)/dashboard/prepare-posture'
import { prepareTiles } from '@/app/(workspace)/dashboard/prepare-tiles'
import { prepareVolume } from '@/app/(workspace)/dashboard/prepare-volume'
import { dashboardHref, parseDashboardView } from '@/app/(workspace)/dashboard/search-params'
import type { Activity, Period, Totals } from '@/lib/desk/dashboard/schema'

/** What the widgets say and link to, from one small day. */
const PERIOD: Period = {
  asked: '24h',
  span: '24h',
  from: '2026-11-03T05:00:00.000Z',
  to: '2026-11-03T08:00:00.000Z',
  unit: 'hour',
  starts: ['2026-11-03T05:00:00.000Z', '2026-11-03T06:00:00.000Z', '2026-11-03T07:00:00.000Z'],
  end: '2026-11-03T08:00:00.000Z',
}
const NOTHING: Totals = { transactions: 0, flagged: 0, blocked: 0, blockedAmount: '0.00', averageScore: null }
const FULL: Totals = {
  transactions: 40,
  flagged: 4,
  blocked: 1,
  blockedAmount: '1234567.89',
  averageScore: 0.0125,
}

const ACTIVITY: Activity = {
  period: PERIOD,
  currency: 'USD',
  totals: FULL,
  flaggedAmount: '2000000.00',
  otherBlocked: [{ currency: 'EUR', amount: '99.00' }],
  bands: { high: 1, medium: 3, low: 36 },
  buckets: [FULL, NOTHING, NOTHING].map((totals, i) => ({
    ...totals,
    from: PERIOD.starts[i] as string,
    to: PERIOD.starts[i + 1] ?? PERIOD.end,
  })),
  types: [{ type: 'TRANSFER', high: 1, medium: 3, low: 36, flagged: 4, expectedLoss: 900 }],
  week: [{ weekday: 2, hour: 0, transactions: 40, flagged: 4 }],
}
const BOUNDS = 'from=2026-11-03T05%3A00%3A00.000Z&to=2026-11-03T08%3A00%3A00.000Z'

describe('the key figures', () => {
  const tiles = prepareTiles({
    activity: ACTIVITY,
    openAlerts: { count: 10_000, capped: true },
    openCases: { count: 7, capped: false },
    openedCases: [1, 0, 2],
  })

  it('say what they count and lead to it', () => {
    expect(tiles.map(({ label, figure, href }) => [label, figure, href])).toEqual([
      ['Open alerts', '10,000+', '/investigate?outcome=flagged&decision=pending&order=loss'],
      ['Open cases', '7', '/cases?status=active'],
      ['Blocked amount', '1.23M', `/investigate?${BOUNDS}&outcome=block`],
      ['Throughput', '40', `/investigate?${BOUNDS}`],
      ['Average score', '0.0125', `/investigate?${BOUNDS}`],
    ])
    expect(tiles[2]).toMatchObject({ exact: '1,234,567.89 USD', note: '1 blocked · 99 EUR' })
  })

  it('have a line of as many values as there are buckets, with gaps where nothing is', () => {
    expect(tiles.map(({ series }) => series.length)).toEqual([3, 3, 3, 3, 3])
    expect(tiles[4]?.series).toEqual([0.0125, null, null])
    expect(tiles[3]?.series).toEqual([40, 0, 0])
  })
})

describe('the volume chart', () => {
  it('counts zero where nothing happened, and has no share of nothing', () => {
    const { strips, buckets, peak } = prepareVolume(ACTIVITY, 'UTC')
    expect(strips.map(({ values }) => values)).toEqual([
      [40, 0, 0],
      [4, 0, 0],
      [0.1, null, null],
    ])
    expect(buckets[1]).toMatchObject({ transactions: '0', share: 'none' })
    expect(buckets[0]?.href).toBe(
      '/investigate?from=2026-11-03T05%3A00%3A00.000Z&to=2026-11-03T06%3A00%3A00.000Z',
    )
    expect(peak).toBe('Most alerts: 4 (3 Nov, 05:00)')
  })
})

describe('the heatmap', () => {
  it('has every hour of the week, each leading to its rows', () => {
    const { rows, most } = prepareHeatmap(ACTIVITY, 'volume')
    expect(rows.map(({ cells }) => cells.length)).toEqual([24, 24, 24, 24, 24, 24, 24])
    expect(rows[1]?.cells[0]).toEqual({
      hour: 0,
      step: 5,
      href: `/investigate?${BOUNDS}&weekday=2&hour=0`,
      words: 'Tuesday 00:00: 40 transactions, 4 alerts (10.0 %)',
    })
    expect(rows[0]?.cells[0]?.step).toBe(0)
    expect(most).toBe('40')
    expect(prepareHeatmap(ACTIVITY, 'share').most).toBe('10.0 %')
  })
})

describe('the posture', () => {
  const posture = { flagged: 4, baselineDays: 30, expected: 2.2, usual: { low: 0, high: 5.9 } }

  it('says level, count, leading type and what it is compared with', () => {
    expect(preparePosture(ACTIVITY, { ...posture, level: 'usual' })).toEqual({
      title: 'Alerts as usual',
      alerts: '4 alerts in the last 24 hours',
      leading: 'TRANSFER',
      comparison: 'Going by the thirty days before, about 2 were to be expected and 0 to 5 would be usual.',
    })
  })

  it('rates nothing where there is nothing to compare with', () => {
    const unrated = { ...posture, level: 'unrated', expected: null, usual: null } as const
    expect(preparePosture(ACTIVITY, unrated).title).toBe('No comparison yet')
    const all = { ...ACTIVITY, period: { ...PERIOD, span: 'all' as const } }
    expect(preparePosture(all, unrated).comparison).toContain('nothing before it')
  })
})

describe('a period', () => {
  it('says when another range than the asked one is shown', () => {
    expect(fallbackWords(PERIOD)).toBeNull()
    expect(fallbackWords({ ...PERIOD, span: '7d' })).toBe(
      'Nothing was scored in the last 24 hours, so this shows the last 7 days.',
    )
    expect(fallbackWords({ ...PERIOD, span: '7d', starts: [] })).toBeNull()
  })

  it('names its buckets on the clock of the institution', () => {
    const at = '2026-11-01T05:30:00Z'
    expect(bucketLabel(at, 'hour', 'America/New_York')).toBe('1 Nov, 01:30')
    expect(bucketLabel(at, 'day', 'UTC')).toBe('1 Nov 2026')
    expect(bucketLabel(at, 'week', 'UTC')).toBe('week of 1 Nov 2026')
    expect(bucketLabel(at, 'month', 'UTC')).toBe('Nov 2026')
  })

  it('bounds no list where all time is meant', () => expect(boundsOf({ from: null, to: null })).toEqual({}))
})

describe('the address', () => {
  it('keeps range, map and metric, and leaves out what is the default', () => {
    const view = parseDashboardView({ range: '7d', map: 'us', metric: 'nonsense' })
    expect(view).toEqual({ range: '7d', map: 'us', metric: 'volume' })
    expect(dashboardHref(view, { metric: 'share' })).toBe('/dashboard?range=7d&map=us&metric=share')
    expect(dashboardHref(view, { range: '24h', map: 'world' })).toBe('/dashboard')
  })
})

import { boundsOf, bucketLabel, fallbackWords } from '@/app/(workspace)/dashboard/period-words'
import { prepareHeatmap } from '@/app/(workspace)/dashboard/prepare-heatmap'
import { preparePosture } from '@/app/(workspace)/dashboard/prepare-posture'
import { prepareTiles } from '@/app/(workspace)/dashboard/prepare-tiles'
import { prepareVolume } from '@/app/(workspace)/dashboard/prepare-volume'
import { dashboardHref, parseDashboardView } from '@/app/(workspace)/dashboard/search-params'
import type { Activity, Period, Posture } from '@/lib/desk/dashboard/schema'

/** What the widgets show and link to, from one short period. */
const HOURS = ['05', '06', '07', '08'].map((hour) => `2026-11-03T${hour}:00:00.000Z`)
const PERIOD: Period = { asked: '24h', shown: '24h', from: HOURS[0] as string, to: HOURS[3] as string }
const EMPTY = { transactions: 0, flagged: 0, blocked: 0, blocked_amount: '0.00', average_score: null }
const FULL = {
  transactions: 40,
  flagged: 4,
  blocked: 1,
  blocked_amount: '1234567.89',
  average_score: 0.0125,
}

const ACTIVITY: Activity = {
  totals: {
    ...FULL,
    period: PERIOD,
    currency: 'USD',
    flagged_amount: '2000000.00',
    blocked_in_other_currencies: [{ currency: 'EUR', amount: '99.00' }],
    by_band: { high: 1, medium: 3, low: 36 },
  },
  timeseries: {
    period: PERIOD,
    unit: 'hour',
    currency: 'USD',
    points: [FULL, EMPTY, EMPTY].map((sums, i) => ({
      ...sums,
      from: HOURS[i] as string,
      to: HOURS[i + 1] as string,
      flagged_share: sums.transactions === 0 ? null : sums.flagged / sums.transactions,
    })),
  },
  heatmap: {
    period: PERIOD,
    time_zone: 'UTC',
    cells: Array.from({ length: 168 }, (_, i) => ({
      weekday: Math.floor(i / 24) + 1,
      hour: i % 24,
      ...(i === 24
        ? { transactions: 40, flagged: 4, flagged_share: 0.1 }
        : { transactions: 0, flagged: 0, flagged_share: null }),
    })),
  },
  breakdown: {
    period: PERIOD,
    types: [{ type: 'TRANSFER', high: 1, medium: 3, low: 36, flagged: 4, expected_loss: 900 }],
  },
}
const BOUNDS = 'from=2026-11-03T05%3A00%3A00.000Z&to=2026-11-03T08%3A00%3A00.000Z'

describe('the key figures', () => {
  const tiles = prepareTiles({
    activity: ACTIVITY,
    openAlerts: { count: 10_000, capped: true },
    openCases: { count: 7, capped: false },
    openedCases: [1, 0, 2],
  })

  it('show what they count and link to it', () => {
    expect(tiles.map(({ label, figure, href }) => [label, figure, href])).toEqual([
      ['Open alerts', '10,000+', '/investigate?outcome=flagged&decision=pending&order=loss'],
      ['Open cases', '7', '/cases?status=active'],
      ['Blocked amount', '1.23M', `/investigate?${BOUNDS}&outcome=block`],
      ['Throughput', '40', `/investigate?${BOUNDS}`],
      ['Average score', '0.0125', `/investigate?${BOUNDS}`],
    ])
    expect(tiles[2]).toMatchObject({ exact: '1,234,567.89 USD', note: '1 blocked · 99 EUR' })
  })

  it('have one value per bucket, with gaps for empty ones', () => {
    expect(tiles.map(({ series }) => series.length)).toEqual([3, 3, 3, 3, 3])
    expect(tiles[4]?.series).toEqual([0.0125, null, null])
    expect(tiles[3]?.series).toEqual([40, 0, 0])
  })
})

describe('the volume chart', () => {
  it('counts zero for empty buckets, and shows no share of zero', () => {
    const { strips, buckets, peak } = prepareVolume(ACTIVITY.timeseries, 'UTC')
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
  it('has every hour of the week, each with a link to its transactions', () => {
    const { rows, most } = prepareHeatmap(ACTIVITY.heatmap, 'volume')
    expect(rows.map(({ cells }) => cells.length)).toEqual([24, 24, 24, 24, 24, 24, 24])
    expect(rows[1]?.cells[0]).toEqual({
      hour: 0,
      step: 5,
      href: `/investigate?${BOUNDS}&weekday=2&hour=0`,
      words: 'Tuesday 00:00: 40 transactions, 4 alerts (10.0 %)',
    })
    expect(rows[0]?.cells[0]?.step).toBe(0)
    expect(most).toBe('40')
    expect(prepareHeatmap(ACTIVITY.heatmap, 'share').most).toBe('10.0 %')
  })
})

describe('the posture', () => {
  const posture: Posture = {
    level: 'usual',
    flagged_expected: 2.2,
    usual_from: 0,
    usual_to: 5.9,
    leading_type: 'TRANSFER',
  }

  it('shows the level, the count, the leading type and the comparison', () => {
    expect(preparePosture(ACTIVITY.totals, { posture, baselineDays: 30 })).toEqual({
      title: 'Alerts as usual',
      alerts: '4 alerts in the last 24 hours',
      leading: 'TRANSFER',
      comparison: 'Expected from the previous 30 days: about 2 alerts, usually 0 to 5.',
    })
  })

  it('states why there is no comparison', () => {
    const none = { flagged_expected: null, usual_from: null, usual_to: null }
    const unrated = { posture: { ...posture, ...none, level: 'unrated' as const }, baselineDays: 6 }
    expect(preparePosture(ACTIVITY.totals, unrated)).toMatchObject({
      title: 'No comparison yet',
      comparison: 'Too few alerts to compare with: 6 of the previous 30 days have transactions.',
    })
    const all = { ...ACTIVITY.totals, period: { ...PERIOD, shown: 'all' as const } }
    expect(preparePosture(all, unrated).comparison).toContain('no earlier period')
  })
})

describe('a period', () => {
  it('states when it shows another range than the requested one', () => {
    expect(fallbackWords(PERIOD)).toBeNull()
    expect(fallbackWords({ ...PERIOD, asked: 0, shown: 'all' })).toBeNull()
    expect(fallbackWords({ ...PERIOD, shown: '7d' })).toBe(
      'Nothing was scored in the last 24 hours, so this shows the last 7 days.',
    )
  })

  it('labels its buckets in the time zone of the institution', () => {
    const at = '2026-11-01T05:30:00Z'
    expect(bucketLabel(at, 'hour', 'America/New_York')).toBe('1 Nov, 01:30')
    expect(bucketLabel(at, 'day', 'UTC')).toBe('1 Nov 2026')
    expect(bucketLabel(at, 'week', 'UTC')).toBe('week of 1 Nov 2026')
    expect(bucketLabel(at, 'month', 'UTC')).toBe('Nov 2026')
  })

  it('has no bounds for all time', () => expect(boundsOf({ from: null, to: null })).toEqual({}))
})

describe('the URL', () => {
  it('keeps range, map, metric and replays, and omits defaults', () => {
    const view = parseDashboardView({ range: '7d', map: 'us', metric: 'nonsense', replays: 'with' })
    expect(view).toEqual({ range: '7d', map: 'us', metric: 'volume', replays: 'with' })
    expect(dashboardHref(view, { metric: 'share' })).toBe(
      '/dashboard?range=7d&map=us&metric=share&replays=with',
    )
    expect(dashboardHref(view, { range: '24h', map: 'world', replays: 'without' })).toBe('/dashboard')
  })
})

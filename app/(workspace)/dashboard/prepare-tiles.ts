import { formatCount } from '@/components/fraud/format-metrics'
import { formatAmount, formatCapped, formatCompact, formatScore } from '@/components/fraud/format-numbers'
import { investigateHref } from '@/components/fraud/links'
import type { Activity } from '@/lib/desk/dashboard/schema'
import type { CappedCount } from '@/lib/contract/capped-count'
import { boundsOf, spanWords, UNIT_WORDS } from './period-words'

/** A key figure with a link to exactly the list that it counts. */
export interface KpiTile {
  label: string
  figure: string
  unit?: string
  /** The exact figure, when the shown one is rounded. */
  exact?: string
  note: string
  href: string
  series: readonly (number | null)[]
  seriesLabel: string
}

export interface TileInput {
  activity: Activity
  openAlerts: CappedCount
  openCases: CappedCount
  openedCases: readonly number[]
}

export function prepareTiles({ activity, openAlerts, openCases, openedCases }: TileInput): KpiTile[] {
  const { totals, timeseries } = activity
  const { period, currency, transactions, blocked, blocked_amount, average_score } = totals
  const { unit, points } = timeseries
  const span = spanWords(period.shown)
  const per = `per ${UNIT_WORDS[unit]}`
  const bounds = boundsOf(period)
  const others = totals.blocked_in_other_currencies.map(
    ({ amount, currency }) => `${formatCompact(Number(amount))} ${currency}`,
  )
  return [
    {
      label: 'Open alerts',
      figure: formatCapped(openAlerts),
      note: 'waiting for a decision',
      href: investigateHref({ outcome: 'flagged', decision: 'pending', order: 'loss' }),
      series: points.map(({ flagged }) => flagged),
      seriesLabel: `New alerts ${per}`,
    },
    {
      label: 'Open cases',
      figure: formatCapped(openCases),
      note: 'not closed',
      href: '/cases?status=active',
      series: openedCases,
      seriesLabel: `Cases opened ${per}`,
    },
    {
      label: 'Blocked amount',
      figure: formatCompact(Number(blocked_amount)),
      unit: currency,
      exact: `${formatAmount(blocked_amount)} ${currency}`,
      note: [`${formatCount(blocked)} blocked`, ...others].join(' · '),
      href: investigateHref({ ...bounds, outcome: 'block' }),
      series: points.map((point) => Number(point.blocked_amount)),
      seriesLabel: `Blocked amount ${per}`,
    },
    {
      label: 'Throughput',
      figure: formatCount(transactions),
      note: `scored in ${span}`,
      href: investigateHref(bounds),
      series: points.map((point) => point.transactions),
      seriesLabel: `Transactions ${per}`,
    },
    {
      label: 'Average score',
      figure: average_score === null ? 'none' : formatScore(average_score),
      note: `mean of ${formatCount(transactions)} scores`,
      href: investigateHref(bounds),
      series: points.map((point) => point.average_score),
      seriesLabel: `Average score ${per}`,
    },
  ]
}

import { formatCount } from '@/components/fraud/format-metrics'
import { formatAmount, formatCapped, formatCompact, formatScore } from '@/components/fraud/format-numbers'
import { investigateHref } from '@/components/fraud/links'
import type { Activity } from '@/lib/desk/dashboard/schema'
import type { CappedCount } from '@/lib/contract/capped-count'
import { boundsOf, spanWords, UNIT_WORDS } from './period-words'

/** A key figure that leads to exactly the list that it counts. */
export interface KpiTile {
  label: string
  figure: string
  unit?: string
  /** The exact figure where the shown one is rounded. */
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
  const { buckets, totals, period, currency, otherBlocked } = activity
  const span = spanWords(period.span)
  const per = `per ${UNIT_WORDS[period.unit]}`
  const bounds = boundsOf(period)
  const others = otherBlocked.map(({ amount, currency }) => `${formatCompact(Number(amount))} ${currency}`)
  return [
    {
      label: 'Open alerts',
      figure: formatCapped(openAlerts),
      note: 'waiting for a decision',
      href: investigateHref({ outcome: 'flagged', decision: 'pending', order: 'loss' }),
      series: buckets.map(({ flagged }) => flagged),
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
      figure: formatCompact(Number(totals.blockedAmount)),
      unit: currency,
      exact: `${formatAmount(totals.blockedAmount)} ${currency}`,
      note: [`${formatCount(totals.blocked)} blocked`, ...others].join(' · '),
      href: investigateHref({ ...bounds, outcome: 'block' }),
      series: buckets.map(({ blockedAmount }) => Number(blockedAmount)),
      seriesLabel: `Blocked amount ${per}`,
    },
    {
      label: 'Throughput',
      figure: formatCount(totals.transactions),
      note: `scored in ${span}`,
      href: investigateHref(bounds),
      series: buckets.map(({ transactions }) => transactions),
      seriesLabel: `Transactions ${per}`,
    },
    {
      label: 'Average score',
      figure: totals.averageScore === null ? 'none' : formatScore(totals.averageScore),
      note: `mean of ${formatCount(totals.transactions)} scores`,
      href: investigateHref(bounds),
      series: buckets.map(({ averageScore }) => averageScore),
      seriesLabel: `Average score ${per}`,
    },
  ]
}

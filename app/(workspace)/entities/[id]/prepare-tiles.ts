import { formatCapped, formatCompact, formatScore } from '@/components/fraud/format-numbers'
import { type InvestigateQuery, investigateHref } from '@/components/fraud/links'
import type { EntityRef } from '@/lib/contract/entities'
import type { EntityActivity } from '@/lib/desk/entities/schema'

export interface Tile {
  label: string
  /** Null without data. */
  figure: string | null
  note: string
  /** The URL of exactly the transactions that it counts; null where no list has exactly those. */
  href: string | null
}

/** The figures of the entity in order. Where more rows exist than were read, no list counts the same. */
export function prepareTiles({ kind, id }: EntityRef, activity: EntityActivity): Tile[] {
  const { transactions, sent, received, used, currency } = activity
  const listed = (filter: InvestigateQuery = {}) => investigateHref({ q: id, ...filter })
  const counted = (label: string, count: number, filter: InvestigateQuery): Tile => ({
    label,
    figure: count.toLocaleString('en-US'),
    note: shareOf(count, transactions.count),
    href: count > 0 ? listed(filter) : null,
  })
  const money = (label: string, flow: { transactions: number; amount: string }): Tile => ({
    label,
    figure: flow.transactions === 0 ? null : `${formatCompact(Number(flow.amount))} ${currency}`,
    note:
      flow.transactions === 1
        ? 'in 1 transaction'
        : `in ${flow.transactions.toLocaleString('en-US')} transactions`,
    href: null,
  })
  return [
    {
      label: 'Transactions',
      figure: formatCapped(transactions),
      note: transactions.capped ? 'newest only; all figures cover these' : 'scored',
      href: transactions.count > 0 ? listed() : null,
    },
    ...(kind === 'account'
      ? [money('Sent', sent), money('Received', received)]
      : [money('Paid with it', used)]),
    counted('Open alerts', activity.open_alerts, { outcome: 'flagged', decision: 'pending' }),
    counted('Flagged', activity.flagged, { outcome: 'flagged' }),
    counted('Blocked', activity.blocked, { outcome: 'block' }),
    counted('Confirmed fraud', activity.confirmed_fraud, { decision: 'confirmed_fraud' }),
    {
      label: 'Average score',
      figure: activity.average_score === null ? null : formatScore(activity.average_score),
      note: activity.highest_score === null ? '' : `highest ${formatScore(activity.highest_score)}`,
      href: null,
    },
  ]
}

/** '12.5 % of its transactions'; empty without transactions. */
function shareOf(count: number, total: number): string {
  if (total === 0) return ''
  const percent = (100 * count) / total
  if (count > 0 && percent < 0.1) return 'less than 0.1 % of its transactions'
  return `${percent.toFixed(percent < 10 && count > 0 ? 1 : 0)} % of its transactions`
}

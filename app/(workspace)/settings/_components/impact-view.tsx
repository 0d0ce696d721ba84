import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { OutcomeBadge } from '@/components/fraud/badges'
import { formatAmount, formatScore } from '@/components/fraud/format-numbers'
import { formatShare } from '@/components/fraud/format-metrics'
import { formatDay } from '@/components/fraud/format-time'
import { entityHref, transactionHref } from '@/components/fraud/links'
import type { Impact } from '@/lib/governance/changes/schema'
import { namedFlipsOf, overloadOf, prepareImpact } from '../prepare-impact'
import { CountedSince } from './counted-since'
import { FlipsList } from './flips-list'

/** What a change would have done to the last days, before → after, and the largest payments with another outcome. */
export function ImpactView({ impact, timeZone }: { impact: Impact; timeZone: string }) {
  const overload = overloadOf(impact)
  const longest = impact.windows.at(-1)
  return (
    <div className="flex flex-col gap-4">
      <PlainTable
        caption="Impact on the last days"
        rows={prepareImpact(impact)}
        rowKey={({ label }) => label}
        columns={[
          { head: 'Before → after', cell: ({ label }) => label, className: 'min-w-40' },
          ...impact.windows.map(({ days, covered_days: covered }, i) => ({
            head: covered < days ? `${days} days (${covered.toFixed(1)} with data)` : `${days} days`,
            cell: ({ cells }: { cells: string[] }) => cells[i],
            numeric: true as const,
          })),
        ]}
      />
      <CountedSince outlook={impact} timeZone={timeZone} except="the known labels" />
      {overload === null ? null : <p className="text-risk-medium text-[13px]">{overload}</p>}
      <ImpactNotes impact={impact} timeZone={timeZone} />
      {longest && longest.flips.length > 0 ? (
        <FlipsList flips={longest.flips} currency={impact.currency} />
      ) : null}
      {impact.counted_from === impact.to ? null : <LargestFlips impact={impact} timeZone={timeZone} />}
    </div>
  )
}

function ImpactNotes({ impact, timeZone }: { impact: Impact; timeZone: string }) {
  const labels = impact.windows.at(-1)?.labels
  return (
    <p className="text-muted-foreground text-[13px]">
      {impact.comparison === null
        ? null
        : `Of payments that both models scored: ${formatShare(impact.comparison.share)} of all since the first one. A score here is the mean of both models. `}
      From stored scores up to {formatDay(impact.to, timeZone)}; nothing was scored again. Money is the
      expectation with its 90 % interval if the scores are right about how many of these payments were fraud.
      Labels of the last {impact.label_delay_days} days are still arriving
      {labels ? `: known frauds are those of the days before, up to ${formatDay(labels.to, timeZone)}.` : '.'}
    </p>
  )
}

function LargestFlips({ impact, timeZone }: { impact: Impact; timeZone: string }) {
  if (impact.largest_flips.length === 0) {
    return <p className="text-muted-foreground text-[13px]">No payment of these days gets another outcome.</p>
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="text-muted-foreground text-[13px]">{namedFlipsOf(impact)}</p>
      <PlainTable
        caption="Largest payments with another outcome"
        rows={impact.largest_flips}
        rowKey={({ transaction_id: id }) => id}
        columns={[
          {
            head: 'Largest with another outcome',
            cell: (flip) => (
              <Link
                href={transactionHref(flip.transaction_id)}
                prefetch={false}
                className="figure hover:underline"
              >
                {formatDay(flip.occurred_at, timeZone)}
              </Link>
            ),
          },
          {
            head: 'Sender',
            cell: ({ sender_account: sender }) => (
              <Link
                href={entityHref('account', sender)}
                prefetch={false}
                className="figure break-all hover:underline"
              >
                {sender}
              </Link>
            ),
          },
          { head: `Amount (${impact.currency})`, cell: ({ amount }) => formatAmount(amount), numeric: true },
          { head: 'Score', cell: ({ score }) => formatScore(score), numeric: true },
          {
            head: 'Outcome',
            cell: ({ from, to }) => (
              <span className="inline-flex items-center gap-1 whitespace-nowrap">
                <OutcomeBadge outcome={from} />
                <span aria-label="becomes">→</span>
                <OutcomeBadge outcome={to} />
              </span>
            ),
          },
        ]}
      />
    </div>
  )
}

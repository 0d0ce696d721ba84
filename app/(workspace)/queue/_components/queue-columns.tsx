import Link from 'next/link'
import type { TableColumn } from '@/components/data-table/selectable-table'
import { DecisionBadge, OutcomeBadge, RiskBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import { Flow } from '@/components/fraud/flow'
import { formatCompact } from '@/components/fraud/format-numbers'
import { transactionHref } from '@/components/fraud/links'
import { Money } from '@/components/fraud/money'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Score } from '@/components/fraud/score'
import type { Claim } from '@/lib/claims/schema'
import type { Decision, QueueItem } from '@/lib/transactions/schema'
import { ClaimMark } from './claim-mark'

/** A row of the list with what happened to it while it is being read. */
export interface QueueRow extends QueueItem {
  decision: Decision | null
  claim: Claim | null
  /** It has left the list since: decided here or by somebody else. */
  gone: boolean
}

export const queueColumns = (clock: Clock, from: string, userId: string): TableColumn<QueueRow>[] => [
  {
    id: 'transaction',
    head: 'Transaction',
    className: 'w-full max-w-36 sm:max-w-none',
    cell: (row) => (
      <Link
        href={transactionHref(row.transactionId, from === '/queue' ? undefined : from)}
        prefetch={false}
        data-row-link
        className="focus-visible:outline-ring block truncate rounded-sm outline-offset-4"
      >
        <Flow sender={row.senderAccount} receiver={row.receiverAccount} type={row.type} oneLine />
      </Link>
    ),
  },
  { id: 'risk', head: 'Risk', cell: (row) => <RiskBadge band={row.riskBand} /> },
  {
    id: 'score',
    head: 'Score',
    className: 'md:leading-none',
    cell: (row) => <Score score={row.score} band={row.riskBand} />,
  },
  {
    id: 'amount',
    head: 'Amount',
    className: 'text-right',
    cell: (row) => <Money amount={row.amount} currency={row.currency} />,
  },
  {
    id: 'expected-loss',
    head: 'Exp. loss',
    className: 'text-right',
    cell: (row) => (
      <span className="figure text-muted-foreground" title="Calibrated probability × amount">
        {formatCompact(row.expectedLoss)}
      </span>
    ),
  },
  { id: 'outcome', head: 'Outcome', cell: (row) => <OutcomeBadge outcome={row.outcome} /> },
  {
    id: 'decision',
    head: 'Decision',
    cell: (row) =>
      row.claim ? (
        <ClaimMark claim={row.claim} mine={row.claim.userId === userId} timeZone={clock.timeZone} />
      ) : row.gone && row.decision === null ? (
        <span className="text-muted-foreground text-[13px]">No longer in this list</span>
      ) : (
        <DecisionBadge decision={row.decision} />
      ),
  },
  {
    id: 'age',
    head: 'Age',
    className: 'pr-4 text-right',
    cell: (row) => (
      <span className="text-muted-foreground text-[13px]">
        <RelativeTime at={row.occurredAt} {...clock} />
      </span>
    ),
  },
]

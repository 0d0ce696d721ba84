import Link from 'next/link'
import type { TableColumn } from '@/components/data-table/selectable-table'
import { DecisionBadge, OutcomeBadge, RiskBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import { Flow } from '@/components/fraud/flow'
import { transactionHref } from '@/components/fraud/links'
import { Money } from '@/components/fraud/money'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Score } from '@/components/fraud/score'
import type { QueueItem } from '@/lib/transactions/schema'

export const resultColumns = (clock: Clock, from: string): TableColumn<QueueItem>[] => [
  {
    id: 'transaction',
    head: 'Transaction',
    className: 'w-full max-w-36 sm:max-w-none',
    cell: (row) => (
      <Link
        href={transactionHref(row.transactionId, from)}
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
  { id: 'outcome', head: 'Outcome', cell: (row) => <OutcomeBadge outcome={row.outcome} /> },
  {
    id: 'decision',
    head: 'Decision',
    cell: (row) =>
      row.outcome === 'approve' && row.decision === null ? (
        <span className="text-faint text-[13px]">none</span>
      ) : (
        <DecisionBadge decision={row.decision} />
      ),
  },
  {
    id: 'occurred',
    head: 'Occurred',
    className: 'pr-4 text-right',
    cell: (row) => (
      <span className="text-muted-foreground text-[13px]">
        <RelativeTime at={row.occurredAt} {...clock} />
      </span>
    ),
  },
]

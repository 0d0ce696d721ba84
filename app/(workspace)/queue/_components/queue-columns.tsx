import { createColumnHelper } from '@tanstack/react-table'
import Link from 'next/link'
import type { DataColumn, dataTableFeatures } from '@/components/data-table/data-table'
import { DecisionBadge, OutcomeBadge, RiskBadge } from '@/components/fraud/badges'
import { Flow } from '@/components/fraud/flow'
import { formatCompact } from '@/components/fraud/format-numbers'
import { Money } from '@/components/fraud/money'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Score } from '@/components/fraud/score'
import type { QueueItem } from '@/lib/transactions/schema'

const helper = createColumnHelper<typeof dataTableFeatures, QueueItem>()

/** On a phone the cells of a row form a small card: risk and score, the flow, amount and age, what happened. */
export const queueColumns = (renderedAt: string, timeZone: string): DataColumn<QueueItem>[] => [
  helper.display({
    id: 'risk',
    header: 'Risk',
    cell: ({ row }) => <RiskBadge band={row.original.riskBand} />,
    meta: { head: 'pl-4', cell: 'col-start-1 md:pl-4' },
  }),
  helper.display({
    id: 'score',
    header: 'Score',
    cell: ({ row }) => <Score score={row.original.score} band={row.original.riskBand} />,
    meta: { cell: 'col-start-2 row-start-1 justify-self-end md:leading-none' },
  }),
  helper.display({
    id: 'transaction',
    header: 'Transaction',
    cell: ({ row: { original } }) => (
      // The link's area is the whole row: one target for mouse, touch and keyboard.
      <Link
        href={`/transactions/${original.transactionId}`}
        prefetch={false}
        data-row-link
        className="focus-visible:after:outline-ring outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2"
      >
        <Flow
          sender={original.senderAccount}
          receiver={original.receiverAccount}
          type={original.type}
          oneLine
        />
      </Link>
    ),
    meta: { head: 'w-full', cell: 'col-span-2 py-1 md:py-2.5' },
  }),
  helper.display({
    id: 'amount',
    header: 'Amount',
    cell: ({ row }) => <Money amount={row.original.amount} currency={row.original.currency} />,
    meta: { head: 'text-right', cell: 'col-start-1 md:text-right' },
  }),
  helper.display({
    id: 'expected-loss',
    header: 'Exp. loss',
    cell: ({ row }) => <span className="figure">{formatCompact(row.original.expectedLoss)}</span>,
    meta: { head: 'text-right', cell: 'hidden text-right text-muted-foreground md:table-cell' },
  }),
  helper.display({
    id: 'outcome',
    header: 'Outcome',
    cell: ({ row }) => <OutcomeBadge outcome={row.original.outcome} />,
    meta: { cell: 'col-start-1 row-start-4' },
  }),
  helper.display({
    id: 'decision',
    header: 'Decision',
    cell: ({ row }) => <DecisionBadge decision={row.original.decision} />,
    meta: { cell: 'col-start-2 row-start-4 justify-self-end' },
  }),
  helper.display({
    id: 'age',
    header: 'Age',
    cell: ({ row }) => (
      <RelativeTime at={row.original.occurredAt} renderedAt={renderedAt} timeZone={timeZone} />
    ),
    meta: {
      head: 'pr-4 text-right',
      cell: 'col-start-2 row-start-3 justify-self-end text-[13px] text-muted-foreground md:pr-4 md:text-right',
    },
  }),
]

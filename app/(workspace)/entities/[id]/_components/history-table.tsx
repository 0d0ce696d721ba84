'use client'

import { ArrowDownLeft, ArrowUpRight, RotateCw, Smartphone } from 'lucide-react'
import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { DecisionBadge, OutcomeBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import { entityHref, transactionHref } from '@/components/fraud/links'
import { Money } from '@/components/fraud/money'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Score } from '@/components/fraud/score'
import type { EntityTransaction } from '@/lib/desk/entities/schema'

const DIRECTIONS = {
  sent: { icon: ArrowUpRight, label: 'sent' },
  received: { icon: ArrowDownLeft, label: 'received' },
  self: { icon: RotateCw, label: 'to itself' },
  used: { icon: Smartphone, label: 'made with it' },
} as const

/** One page of the history; the counterparty is a separate link. */
export function HistoryTable({ items, clock }: { items: EntityTransaction[]; clock: Clock }) {
  return (
    <div className="max-h-[36rem] overflow-y-auto">
      <PlainTable
        caption="Transactions of the entity"
        rows={items}
        rowKey={({ transaction_id }) => transaction_id}
        columns={[
          {
            head: 'When',
            cell: (item) => (
              <Link
                href={transactionHref(item.transaction_id)}
                prefetch={false}
                className="hover:text-brand underline-offset-2 hover:underline"
              >
                <RelativeTime at={item.occurred_at} {...clock} />
              </Link>
            ),
            className: 'bg-card sticky left-0 z-10',
          },
          { head: 'Direction', cell: ({ direction }) => <Direction direction={direction} /> },
          { head: 'Counterparty', cell: (item) => <Counterparty item={item} />, numeric: 'left' },
          { head: 'Type', cell: ({ type }) => <span className="figure">{type}</span> },
          {
            head: 'Amount',
            cell: (item) => <Money {...item} />,
            numeric: true,
          },
          { head: 'Score', cell: ({ score, risk_band }) => <Score score={score} band={risk_band} /> },
          { head: 'Outcome', cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
          {
            head: 'Decision',
            cell: ({ outcome, decision }) =>
              outcome === 'approve' && decision === null ? (
                <span className="text-faint">not needed</span>
              ) : (
                <DecisionBadge decision={decision} />
              ),
          },
        ]}
      />
    </div>
  )
}

function Direction({ direction }: Pick<EntityTransaction, 'direction'>) {
  const { icon: Icon, label } = DIRECTIONS[direction]
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon className="text-muted-foreground size-3.5" aria-hidden />
      {label}
    </span>
  )
}

function Counterparty({
  item: { direction, sender_account, receiver_account },
}: {
  item: EntityTransaction
}) {
  const other = direction === 'sent' || direction === 'self' ? receiver_account : sender_account
  if (other === null) return <span className="text-faint font-sans">no receiver</span>
  return (
    <Link
      href={entityHref('account', other)}
      prefetch={false}
      title={other}
      className="hover:text-brand inline-block max-w-[22ch] truncate align-bottom underline-offset-2 hover:underline"
    >
      {other}
    </Link>
  )
}

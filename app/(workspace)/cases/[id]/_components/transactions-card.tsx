'use client'

import { Unlink } from 'lucide-react'
import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { DecisionBadge, OutcomeBadge, RiskBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import { Flow } from '@/components/fraud/flow'
import { formatScore } from '@/components/fraud/format-numbers'
import { transactionHref } from '@/components/fraud/links'
import { Money } from '@/components/fraud/money'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { CaseTransaction } from '@/lib/desk/cases/schema'
import { useCaseEditing } from './case-editing'
import { linkTransaction, unlinkTransaction } from './case-links'
import { LinkTransaction } from './link-transaction'

interface TransactionsCardProps {
  transactions: CaseTransaction[]
  /** The number of all transactions; the newest are listed. */
  count: number
  mayChange: boolean
  clock: Clock
}

export function TransactionsCard({ transactions, count, mayChange, clock }: TransactionsCardProps) {
  const unlink = useUnlink()
  return (
    <Card>
      <CardHeader>
        <CardTitle>Linked transactions</CardTitle>
        <CardNote>
          {count > transactions.length
            ? `The newest ${transactions.length} of ${count.toLocaleString('en-US')}`
            : count.toLocaleString('en-US')}
        </CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {transactions.length === 0 ? (
          <p className="text-muted-foreground text-sm">No transaction is linked yet.</p>
        ) : (
          <div className="max-h-128 overflow-y-auto">
            <PlainTable
              caption="Linked transactions"
              rows={transactions}
              rowKey={(row) => row.transaction_id}
              columns={columns(clock, mayChange ? unlink : null)}
            />
          </div>
        )}
        {mayChange ? <LinkTransaction linked={transactions.map((row) => row.transaction_id)} /> : null}
      </CardBody>
    </Card>
  )
}

function useUnlink() {
  const { caseId, act } = useCaseEditing()
  return (id: string) =>
    void act(unlinkTransaction(caseId, id), 'Transaction unlinked', linkTransaction(caseId, id))
}

const columns = (clock: Clock, unlink: ((id: string) => void) | null) => [
  {
    head: 'Transaction',
    className: 'bg-card sticky left-0 min-w-36',
    cell: (row: CaseTransaction) => (
      <>
        <Link href={transactionHref(row.transaction_id)} prefetch={false} className="hover:text-brand block">
          <Flow sender={row.sender_account} receiver={row.receiver_account} />
        </Link>
        <span className="text-faint font-normal">
          <span className="figure">{row.type}</span> · <RelativeTime at={row.occurred_at} {...clock} />
        </span>
      </>
    ),
  },
  {
    head: 'Amount, score',
    numeric: true as const,
    cell: (row: CaseTransaction) => (
      <span className="flex flex-col items-end gap-1">
        <Money {...row} />
        <span className="flex items-center gap-2">
          {formatScore(row.score)}
          <RiskBadge band={row.risk_band} />
        </span>
      </span>
    ),
  },
  {
    head: 'Outcome, decision',
    cell: (row: CaseTransaction) => (
      <span className="flex flex-col gap-1">
        <OutcomeBadge outcome={row.outcome} />
        <DecisionBadge decision={row.decision} />
      </span>
    ),
  },
  ...(unlink
    ? [
        {
          head: <span className="sr-only">Unlink</span>,
          cell: (row: CaseTransaction) => (
            <Button
              variant="ghost"
              size="icon"
              className="size-7"
              aria-label={`Unlink ${row.type} of ${row.sender_account}, ${row.amount} ${row.currency}`}
              onClick={() => unlink(row.transaction_id)}
            >
              <Unlink aria-hidden className="size-3.5!" />
            </Button>
          ),
        },
      ]
    : []),
]

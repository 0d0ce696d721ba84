import Link from 'next/link'
import type { TableColumn } from '@/components/data-table/selectable-table'
import type { TransactionRow } from '@/lib/desk/transactions/schema'
import { OutcomeBadge, ReplayedBadge, RiskBadge } from './badges'
import type { Clock } from './clock'
import { Flow } from './flow'
import { formatAmount } from './format-numbers'
import { transactionHref } from './links'
import { Money } from './money'
import { RelativeTime } from './relative-time'
import { Score } from './score'

/** The columns of all lists of transactions; each list chooses their order. */
type Column = TableColumn<TransactionRow>

/** @param from the URL that the transaction's back link leads to */
export const flowColumn = (from?: string): Column => ({
  id: 'transaction',
  head: 'Transaction',
  className: 'w-full max-w-36 sm:max-w-none 2xl:w-auto',
  cell: (row) => (
    <Link
      href={transactionHref(row.transaction_id, from)}
      prefetch={false}
      data-row-link
      className="focus-visible:outline-ring block truncate rounded-sm outline-offset-4"
    >
      <Flow sender={row.sender_account} receiver={row.receiver_account} type={row.type} oneLine />
    </Link>
  ),
})

export const riskColumn: Column = {
  id: 'risk',
  head: 'Risk',
  cell: (row) => <RiskBadge band={row.risk_band} />,
}

export const scoreColumn: Column = {
  id: 'score',
  head: 'Score',
  className: 'md:leading-none',
  cell: (row) => <Score score={row.score} band={row.risk_band} />,
}

export const amountColumn: Column = {
  id: 'amount',
  head: 'Amount',
  className: 'text-right',
  cell: (row) => <Money {...row} />,
}

export const outcomeColumn: Column = {
  id: 'outcome',
  head: 'Outcome',
  cell: (row) => (
    <span className="inline-flex flex-wrap gap-1">
      <OutcomeBadge outcome={row.outcome} />
      {row.replayed ? <ReplayedBadge /> : null}
    </span>
  ),
}

export const occurredColumn = (clock: Clock, head: string): Column => ({
  id: 'occurred',
  head,
  className: 'pr-4 text-right',
  cell: (row) => (
    <span className="text-muted-foreground text-[13px]">
      <RelativeTime at={row.occurred_at} {...clock} />
    </span>
  ),
})

/** The label of a row's checkbox. */
export const rowLabel = ({ sender_account, receiver_account, amount, currency }: TransactionRow): string =>
  `${sender_account} to ${receiver_account ?? 'no receiver'}, ${formatAmount(amount)} ${currency}`

import Link from 'next/link'
import { OutcomeBadge, ReplayedBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import { formatCompact, formatScore } from '@/components/fraud/format-numbers'
import { transactionHref } from '@/components/fraud/links'
import { RelativeTime } from '@/components/fraud/relative-time'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

interface TransactionLinesProps {
  rows: readonly TransactionRow[]
  clock: Clock
  /** The text of an empty list. */
  empty: string
}

/** Transactions in two short lines each. */
export function TransactionLines({ rows, clock, empty }: TransactionLinesProps) {
  if (rows.length === 0) return <p className="text-muted-foreground text-sm">{empty}</p>
  return (
    <ul className="-mx-2">
      {rows.map((row) => (
        <li key={row.transaction_id} className="border-border/60 border-b last:border-b-0">
          <Link
            href={transactionHref(row.transaction_id)}
            prefetch={false}
            className="hover:bg-accent/50 block rounded-sm px-2 py-1.5"
          >
            <span className="figure flex justify-between gap-2 text-[13px]">
              <span className="truncate">
                {row.sender_account} <span className="text-muted-foreground">· {row.type}</span>
              </span>
              <span className="shrink-0">
                {formatCompact(Number(row.amount))}{' '}
                <span className="text-faint text-[0.85em]">{row.currency}</span>
                {row.converted ? (
                  <span className="text-muted-foreground text-[0.85em]">
                    {' '}
                    = {formatCompact(Number(row.converted.amount))} {row.converted.currency}
                  </span>
                ) : null}
              </span>
            </span>
            <span className="text-muted-foreground flex items-center justify-between gap-2 text-xs">
              <span className="inline-flex items-center gap-2">
                <OutcomeBadge outcome={row.outcome} />
                {row.replayed ? <ReplayedBadge /> : null}
                <span className="figure">{formatScore(row.score)}</span>
              </span>
              <RelativeTime at={row.occurred_at} {...clock} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

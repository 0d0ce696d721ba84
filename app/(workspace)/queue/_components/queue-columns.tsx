import type { TableColumn } from '@/components/data-table/selectable-table'
import { UserAvatar } from '@/components/cases/user-avatar'
import { DecisionBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import { formatCompact } from '@/components/fraud/format-numbers'
import { formatExact } from '@/components/fraud/format-time'
import {
  amountColumn,
  flowColumn,
  occurredColumn,
  outcomeColumn,
  riskColumn,
  scoreColumn,
} from '@/components/fraud/transaction-columns'
import type { Claim } from '@/lib/desk/claims/schema'
import type { Decision } from '@/lib/contract/decisions'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

/** A row of the list with its changes since the list was read. */
export interface QueueRow extends TransactionRow {
  decision: Decision | null
  claim: Claim | null
  /** It is no longer in the list: decided here or by another user. */
  gone: boolean
}

export const queueColumns = (clock: Clock, from: string, userId: string): TableColumn<QueueRow>[] => [
  flowColumn(from === '/queue' ? undefined : from),
  riskColumn,
  scoreColumn,
  amountColumn,
  {
    id: 'expected-loss',
    head: 'Exp. loss',
    className: 'text-right',
    cell: (row) => (
      <span className="figure text-muted-foreground" title="Fraud probability × amount">
        {formatCompact(row.expected_loss)}
      </span>
    ),
  },
  outcomeColumn,
  {
    id: 'decision',
    head: 'Decision',
    cell: (row) =>
      row.claim ? (
        <ClaimMark claim={row.claim} mine={row.claim.user_id === userId} timeZone={clock.timeZone} />
      ) : row.gone && row.decision === null ? (
        <span className="text-muted-foreground text-[13px]">No longer in this list</span>
      ) : (
        <DecisionBadge decision={row.decision} />
      ),
  },
  occurredColumn(clock, 'Age'),
]

interface ClaimMarkProps {
  claim: Claim
  mine: boolean
  timeZone: string
}

/** Who is looking at the alert now, and until when it is reserved. */
function ClaimMark({ claim, mine, timeZone }: ClaimMarkProps) {
  const name = mine ? 'You' : claim.user_name
  return (
    <span
      className="inline-flex max-w-36 items-center gap-1.5 text-[13px]"
      title={`${name} until ${formatExact(claim.expires_at, timeZone)}`}
    >
      <UserAvatar name={claim.user_name} />
      <span className="truncate">{name}</span>
      <span className="sr-only">{mine ? 'are looking at this' : 'is looking at this'}</span>
    </span>
  )
}

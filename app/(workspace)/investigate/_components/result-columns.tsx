import type { TableColumn } from '@/components/data-table/selectable-table'
import { DecisionBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import {
  amountColumn,
  flowColumn,
  occurredColumn,
  outcomeColumn,
  riskColumn,
  scoreColumn,
} from '@/components/fraud/transaction-columns'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

export const resultColumns = (clock: Clock, from: string): TableColumn<TransactionRow>[] => [
  flowColumn(from),
  riskColumn,
  scoreColumn,
  amountColumn,
  outcomeColumn,
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
  occurredColumn(clock, 'Occurred'),
]

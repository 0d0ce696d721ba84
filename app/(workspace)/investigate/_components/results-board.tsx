'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, Suspense, useMemo } from 'react'
import { CaseDialogButton } from '@/components/cases/case-dialog-button'
import { FreshRows } from '@/components/data-table/fresh-rows'
import { SelectableTable, type TableColumn } from '@/components/data-table/selectable-table'
import { BulkDecideBar } from '@/components/fraud/bulk-decide-bar'
import { type Matching, versionsOf } from '@/components/fraud/decide-together'
import { DecisionBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import {
  amountColumn,
  flowColumn,
  occurredColumn,
  outcomeColumn,
  riskColumn,
  rowLabel,
  scoreColumn,
} from '@/components/fraud/transaction-columns'
import { useFrozenRows } from '@/components/fraud/use-frozen-rows'
import { LiveRefresh } from '@/components/live/live-refresh'
import type { TransactionRow } from '@/lib/desk/transactions/schema'
import type { MatchingOffer } from '../prepare-matching-offer'
import type { Given } from '../search-params'
import { SelectMatching } from './select-matching'
import { useMatchingSelection } from './use-matching-selection'

interface ResultsBoardProps {
  items: TransactionRow[]
  clock: Clock
  /** The URL of this page of the search. */
  from: string
  /** The search as its URL writes it. */
  filter: Given
  /** Beyond the page; null where there is nothing to offer. */
  offer: Promise<MatchingOffer | null>
  canDecideMany: boolean
  moreIds: boolean
  empty: ReactNode
  /** The pager. */
  children: ReactNode
}

/** The rows stay in place while others are scored; decisions show in place. */
export function ResultsBoard({ items, clock, from, canDecideMany, moreIds, ...parts }: ResultsBoardProps) {
  const router = useRouter()
  const { renderedAt, timeZone } = clock
  const { shown, fresh, showFresh, reload } = useFrozenRows(items, renderedAt)
  const latest = new Map(items.map((item) => [item.transaction_id, item]))
  const rows = shown.map((row) => latest.get(row.transaction_id) ?? row)
  const { selection, matching, selectMatching } = useMatchingSelection(
    rows.map(({ transaction_id }) => transaction_id),
    parts.filter as Matching['filter'],
  )
  const columns = useMemo(() => resultColumns({ renderedAt, timeZone }, from), [renderedAt, timeZone, from])
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['transactions.scored', 'transactions.decided']} every={10} />
      <FreshRows count={fresh} onShow={showFresh} />
      {moreIds ? (
        <p role="status" className="text-muted-foreground text-[13px]">
          More than 20 accounts, devices, phones or ids match this text; the first 20 were searched. Type more
          of it.
        </p>
      ) : null}
      {rows.length === 0 ? (
        parts.empty
      ) : (
        <SelectableTable
          caption="Transactions found"
          columns={columns}
          rows={rows}
          rowId={(row) => row.transaction_id}
          rowLabel={rowLabel}
          selection={selection}
        />
      )}
      <BulkDecideBar
        ids={selection.ids}
        versions={versionsOf(rows)}
        matching={matching}
        offer={
          rows.length === 0 || selection.ids.length < rows.length ? null : (
            <Suspense fallback={null}>
              <SelectMatching offer={parts.offer} selected={matching !== null} onSelect={selectMatching} />
            </Suspense>
          )
        }
        canDecideMany={canDecideMany}
        onClear={selection.clear}
        onRejected={() => {
          if (matching) selection.clear()
          router.refresh()
        }}
        onDone={() => {
          selection.clear()
          reload()
        }}
      >
        <CaseDialogButton transactionIds={[...selection.ids]} label="Add to case" />
      </BulkDecideBar>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        {rows.length === 0 ? null : (
          <p className="text-muted-foreground text-[13px]">
            <span className="figure">{rows.length}</span> {rows.length === 1 ? 'row' : 'rows'} on this page
          </p>
        )}
        {parts.children}
      </div>
    </div>
  )
}

const resultColumns = (clock: Clock, from: string): TableColumn<TransactionRow>[] => [
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

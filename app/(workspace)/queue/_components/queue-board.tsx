'use client'

import { type ReactNode, useMemo, useRef } from 'react'
import { CaseDialogButton } from '@/components/cases/case-dialog-button'
import { FreshRows } from '@/components/data-table/fresh-rows'
import { SelectableTable } from '@/components/data-table/selectable-table'
import { useRowSelection } from '@/components/data-table/use-row-selection'
import { BulkDecideBar } from '@/components/fraud/bulk-decide-bar'
import type { Clock } from '@/components/fraud/clock'
import { rowLabel } from '@/components/fraud/transaction-columns'
import { useFrozenRows } from '@/components/fraud/use-frozen-rows'
import { LiveRefresh } from '@/components/live/live-refresh'
import type { Claim } from '@/lib/desk/claims/schema'
import type { TransactionRow } from '@/lib/desk/transactions/schema'
import { mergeRows } from './merge-rows'
import { queueColumns } from './queue-columns'
import { ReloadBar } from './reload-bar'
import { useDecided } from './use-decided'
import { useQueueKeys } from './use-queue-keys'

interface QueueBoardProps {
  items: TransactionRow[]
  claims: Record<string, Claim>
  userId: string
  clock: Clock
  /** The URL of this view. */
  from: string
  canDecideMany: boolean
  empty: ReactNode
  /** The pager. */
  children: ReactNode
}

/** The rows being worked on: they stay where they are, whatever is decided or arrives meanwhile. */
export function QueueBoard({ items, claims, userId, clock, from, canDecideMany, ...parts }: QueueBoardProps) {
  const region = useRef<HTMLDivElement>(null)
  const { shown, fresh, loading, showFresh, reload } = useFrozenRows(items, clock.renderedAt)
  const { decided, versionsOf, keep, decide, undoLast, reset } = useDecided()
  const rows = mergeRows(shown, { items, claims }, decided)
  const versions = versionsOf(rows)
  const selection = useRowSelection(rows.map(({ transaction_id }) => transaction_id))
  const { renderedAt, timeZone } = clock
  const columns = useMemo(
    () => queueColumns({ renderedAt, timeZone }, from, userId),
    [renderedAt, timeZone, from, userId],
  )
  useQueueKeys(region, {
    decide: (id, decision) => void decide(id, decision, versions),
    select: selection.toggle,
    undo: undoLast,
  })
  return (
    <div ref={region} className="flex flex-col gap-4">
      <LiveRefresh kinds={['transactions.scored', 'transactions.decided', 'claims.changed']} every={4} />
      <FreshRows count={fresh} onShow={showFresh} />
      {rows.length === 0 ? (
        parts.empty
      ) : (
        <SelectableTable
          caption="Scored transactions"
          columns={columns}
          rows={rows}
          rowId={(row) => row.transaction_id}
          rowLabel={rowLabel}
          selection={selection}
          rowClassName={(row) => (row.gone ? '[&>*]:bg-muted [&>*]:grayscale' : undefined)}
        />
      )}
      <BulkDecideBar
        ids={selection.ids}
        versions={versions}
        canDecideMany={canDecideMany}
        onClear={selection.clear}
        onDone={(done) => {
          keep(done)
          selection.clear()
        }}
      >
        <CaseDialogButton transactionIds={[...selection.ids]} defaultTitle="" label="Add to case" />
      </BulkDecideBar>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <ReloadBar
          count={rows.length}
          left={rows.filter(({ gone }) => !gone).length}
          loading={loading}
          onReload={() => {
            reset()
            reload()
          }}
        />
        {parts.children}
      </div>
    </div>
  )
}

'use client'

import { useMemo } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import type { Clock } from '@/components/fraud/clock'
import type { CaseSummary } from '@/lib/desk/cases/schema'
import { caseColumns } from './case-columns'

export function CasesTable({ items, clock }: { items: CaseSummary[]; clock: Clock }) {
  const columns = useMemo(() => caseColumns(clock), [clock])
  return (
    <div
      role="region"
      aria-label="Cases"
      tabIndex={0}
      className="bg-card relative overflow-x-auto rounded-lg border"
    >
      <DataTable
        caption="Cases"
        columns={columns}
        rows={items}
        rowId={({ id }) => id}
        rowClassName="group relative grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1.5 border-b px-4 py-3 last:border-b-0 hover:bg-accent/60 md:table-row"
      />
    </div>
  )
}

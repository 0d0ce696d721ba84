'use client'

import { useMemo } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import type { Clock } from '@/components/fraud/clock'
import type { WatchlistResponse } from '@/lib/desk/watchlists/schema'
import { entryColumns } from './entry-columns'

interface EntriesTableProps {
  entries: WatchlistResponse[]
  clock: Clock
  mayWrite: boolean
}

export function EntriesTable({ entries, clock, mayWrite }: EntriesTableProps) {
  const columns = useMemo(() => entryColumns(clock, mayWrite), [clock, mayWrite])
  return (
    <div
      role="region"
      aria-label="Watchlist entries"
      tabIndex={0}
      className="bg-card relative overflow-x-auto rounded-lg border"
    >
      <DataTable
        caption="Watchlist entries"
        columns={columns}
        rows={entries}
        rowId={({ id }) => id}
        rowClassName="group relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 border-b px-4 py-3 last:border-b-0 hover:bg-accent/60 md:table-row"
      />
    </div>
  )
}

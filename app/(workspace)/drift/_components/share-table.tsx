import { Bar } from '@/components/charts/bar'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatShare } from '@/components/fraud/format-metrics'
import type { BinRow } from '../prepare-bins'
import { formatIndex } from '../drift-words'

interface ShareTableProps {
  caption: string
  rows: BinRow[]
  greatest: number
}

/** Shares of baseline and recent decisions, bin by bin, on one scale. */
export function ShareTable({ caption, rows, greatest }: ShareTableProps) {
  const scaled = (share: number) => (greatest === 0 ? 0 : share / greatest)
  return (
    <PlainTable
      caption={caption}
      rows={rows}
      rowKey={({ label }) => label}
      columns={[
        { head: 'Values', cell: ({ label }) => label, numeric: 'left' },
        {
          head: <span className="sr-only">Shares as bars, baseline above recent</span>,
          className: 'w-1/3',
          cell: ({ baselineShare, recentShare }) => (
            <span className="flex flex-col">
              <Bar share={scaled(baselineShare)} tone="muted" />
              <Bar share={scaled(recentShare)} />
            </span>
          ),
        },
        { head: 'Baseline', numeric: true, cell: ({ baselineShare }) => formatShare(baselineShare) },
        { head: 'Recent', numeric: true, cell: ({ recentShare }) => formatShare(recentShare) },
        { head: 'Adds to index', numeric: true, cell: ({ term }) => formatIndex(term) },
      ]}
    />
  )
}

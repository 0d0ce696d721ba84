import { PlainTable } from '@/components/data-table/plain-table'
import { THRESHOLD_LABELS, THRESHOLD_NAMES } from '@/lib/governance/changes/schema'

type Thresholds = Partial<Record<(typeof THRESHOLD_NAMES)[number], unknown>>

/** Thresholds before and after a change; what differs is marked. */
export function ThresholdsTable({ before, after }: { before: Thresholds; after: Thresholds }) {
  const rows = THRESHOLD_NAMES.map((name) => ({ name, before: before[name], after: after[name] }))
  return (
    <PlainTable
      caption="Thresholds before and after"
      rows={rows}
      rowKey={({ name }) => name}
      marked={(row) => row.before !== row.after}
      columns={[
        { head: 'Score from', cell: ({ name }) => THRESHOLD_LABELS[name] },
        { head: 'Before', cell: (row) => String(row.before ?? '–'), numeric: true },
        { head: 'After', cell: (row) => String(row.after ?? '–'), numeric: true },
      ]}
    />
  )
}

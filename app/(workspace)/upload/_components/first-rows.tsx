import { PlainTable } from '@/components/data-table/plain-table'
import type { CheckResult } from '@/lib/scoring/uploads/schema'

/** The first rows as the scoring API would receive them. */
export function FirstRows({ rows }: { rows: CheckResult['first_rows'] }) {
  if (rows.length === 0) return null
  const names = [...new Set(rows.flatMap(({ fields }) => Object.keys(fields)))]
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium">First rows, as they would be scored</h3>
      <PlainTable
        caption="First rows, as they would be scored"
        rows={rows}
        rowKey={({ line }) => String(line)}
        columns={[
          { head: 'Line', cell: ({ line }) => line, numeric: 'left' },
          ...names.map((name) => ({
            head: name,
            className: 'whitespace-nowrap',
            cell: ({ fields }: (typeof rows)[number]) => fields[name] ?? '–',
          })),
        ]}
      />
    </div>
  )
}

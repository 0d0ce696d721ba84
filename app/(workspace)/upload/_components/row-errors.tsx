import { PlainTable } from '@/components/data-table/plain-table'
import { MAX_ERRORS, type RowError } from '@/lib/scoring/uploads/schema'

/** Why rows are rejected, by line. */
export function RowErrors({ errors }: { errors: readonly RowError[] }) {
  if (errors.length === 0) return null
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium">
        Rejected rows{errors.length >= MAX_ERRORS ? `: the first ${MAX_ERRORS} reasons` : ''}
      </h3>
      <div className="max-h-72 overflow-y-auto px-2">
        <PlainTable
          caption="Rejected rows"
          rows={errors.map((error, place) => ({ ...error, place }))}
          rowKey={({ place }) => String(place)}
          columns={[
            { head: 'Line', cell: ({ line }) => line, numeric: 'left' },
            { head: 'Column', cell: ({ column }) => column || '–', className: 'break-all' },
            { head: 'Reason', cell: ({ reason }) => reason },
          ]}
        />
      </div>
    </div>
  )
}

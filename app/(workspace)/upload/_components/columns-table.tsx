'use client'

import { PlainTable } from '@/components/data-table/plain-table'
import { Select } from '@/components/ui/select'
import { type CheckResult, UPLOAD_FIELDS, type UploadField } from '@/lib/scoring/uploads/schema'

interface ColumnsTableProps {
  columns: CheckResult['columns']
  /** Fields cannot be chosen: a mapping decides, or a check runs. */
  fixed: boolean
  onField: (column: string, field: UploadField | '') => void
}

/** Every column of the file, what it is read as, and the beginning of its texts. */
export function ColumnsTable({ columns, fixed, onField }: ColumnsTableProps) {
  if (columns.length === 0) return null
  return (
    <PlainTable
      caption="Columns of the file"
      rows={columns}
      rowKey={({ name }) => name}
      columns={[
        { head: 'Column', cell: ({ name }) => <span className="break-all">{name}</span> },
        {
          head: 'Read as',
          className: 'min-w-44',
          cell: ({ name, field }) => (
            <Select
              aria-label={`${name} is read as`}
              value={field ?? ''}
              disabled={fixed}
              onChange={(event) => onField(name, event.target.value as UploadField | '')}
            >
              <option value="">Not used</option>
              {UPLOAD_FIELDS.map((known) => (
                <option key={known} value={known}>
                  {known}
                </option>
              ))}
            </Select>
          ),
        },
        {
          head: 'First rows',
          cell: ({ samples }) => (
            <span className="figure text-muted-foreground">{samples.join(' · ') || '–'}</span>
          ),
        },
      ]}
    />
  )
}

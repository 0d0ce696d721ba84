import type { ReactNode } from 'react'
import { cn } from '@/components/class-names'

export interface PlainColumn<T> {
  head: ReactNode
  cell: (row: T) => ReactNode
  /** In the font of figures and to the right; 'left' keeps what names the row where names stand. */
  numeric?: boolean | 'left'
  className?: string
}

interface PlainTableProps<T> {
  caption: string
  /** The first one names the row. */
  columns: readonly PlainColumn<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  /** Rows that the reader looks for first. */
  marked?: (row: T) => boolean
}

/** A table of figures that stays one: where it is wider than its place, it scrolls inside it. */
export function PlainTable<T>({ caption, columns, rows, rowKey, marked }: PlainTableProps<T>) {
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="focus-visible:outline-ring relative -mx-2 overflow-x-auto"
    >
      <table className="w-full border-collapse text-left text-[13px]">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, numeric, className }, i) => (
              <th
                key={i}
                scope="col"
                className={cn(
                  'eyebrow border-b py-1.5 pr-4 align-bottom first:pl-2 last:pr-2',
                  numeric === true && 'text-right',
                  className,
                )}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={cn('border-border/60 border-b last:border-b-0', marked?.(row) && 'bg-primary/8')}
            >
              {columns.map((column, i) => (
                <Cell key={i} column={column} row={row} first={i === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell<T>({ column, row, first }: { column: PlainColumn<T>; row: T; first: boolean }) {
  const { cell, numeric, className } = column
  const classes = cn(
    'py-1.5 pr-4 align-baseline first:pl-2 last:pr-2',
    numeric && 'figure whitespace-nowrap',
    numeric === true && 'text-right',
    className,
  )
  if (!first) return <td className={classes}>{cell(row)}</td>
  return (
    <th scope="row" className={cn('font-medium', classes)}>
      {cell(row)}
    </th>
  )
}

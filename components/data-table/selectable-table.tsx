'use client'

import type { MouseEvent, ReactNode } from 'react'
import { cn } from '@/components/class-names'
import { RowCheckbox } from './row-checkbox'
import type { RowSelection } from './use-row-selection'

export interface TableColumn<T> {
  id: string
  head: ReactNode
  cell: (row: T) => ReactNode
  /** For the header and the cells alike. */
  className?: string
}

interface SelectableTableProps<T> {
  caption: string
  /** The first one stays in sight while the table scrolls sideways, and holds the row's link (`data-row-link`). */
  columns: readonly TableColumn<T>[]
  rows: readonly T[]
  rowId: (row: T) => string
  /** What tells the row from others, for its checkbox: "A to B, 1,200.00 USD". */
  rowLabel: (row: T) => string
  /** Null where nothing can be done with a selection. */
  selection: RowSelection | null
  rowClassName?: (row: T) => string | undefined
}

const STICKY = 'bg-card sticky z-10'

/** A table in a region of its own that scrolls sideways. A click anywhere in a row follows its link. */
export function SelectableTable<T>(props: SelectableTableProps<T>) {
  const { caption, columns, rows, rowId, rowLabel, selection, rowClassName } = props
  const chosen = selection?.ids.length ?? 0
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="bg-card focus-visible:outline-ring relative overflow-x-auto rounded-lg border"
    >
      <table className="w-full border-separate border-spacing-0 text-left">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {selection ? (
              <th scope="col" className={cn(STICKY, 'left-0 w-10 border-b p-0')}>
                <RowCheckbox
                  label="Select all rows of this page"
                  checked={chosen > 0 && chosen === rows.length}
                  mixed={chosen > 0 && chosen < rows.length}
                  onToggle={selection.togglePage}
                />
              </th>
            ) : null}
            {columns.map(({ id, head, className }, i) => (
              <th
                key={id}
                scope="col"
                className={cn(
                  'eyebrow border-b px-2.5 py-2 whitespace-nowrap',
                  i === 0 && firstClasses(selection),
                  className,
                )}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const id = rowId(row)
            const selected = selection?.has(id) ?? false
            return (
              <tr
                key={id}
                data-row={id}
                aria-selected={selection ? selected : undefined}
                onClick={followRow}
                className={cn(
                  'group/row has-[[data-row-link]:focus-visible]:[&>*]:bg-accent [&>*]:hover:bg-accent cursor-pointer [&:last-child>*]:border-b-0',
                  selected && '[&>*]:bg-secondary',
                  rowClassName?.(row),
                )}
              >
                {selection ? (
                  <td className={cn(STICKY, 'left-0 w-10 border-b p-0 align-middle')}>
                    <RowCheckbox
                      label={`Select ${rowLabel(row)}`}
                      checked={selected}
                      onToggle={(range) => selection.toggle(id, range)}
                    />
                  </td>
                ) : null}
                {columns.map((column, i) => (
                  <Cell key={column.id} column={column} row={row} first={i === 0} selection={selection} />
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps<T> {
  column: TableColumn<T>
  row: T
  first: boolean
  selection: RowSelection | null
}

function Cell<T>({ column: { cell, className }, row, first, selection }: CellProps<T>) {
  const classes = 'border-b px-2.5 py-2.5 align-middle whitespace-nowrap'
  if (!first) return <td className={cn(classes, className)}>{cell(row)}</td>
  return (
    <th scope="row" className={cn(classes, 'font-normal', firstClasses(selection), className)}>
      {cell(row)}
    </th>
  )
}

const firstClasses = (selection: RowSelection | null) =>
  cn(STICKY, selection ? 'left-10 pl-1' : 'left-0 pl-4')

/** For the mouse; the link itself serves keyboard, touch and "open in a new tab". */
function followRow(event: MouseEvent<HTMLTableRowElement>): void {
  const target = event.target as HTMLElement
  if (target.closest('a, button, input, label') || window.getSelection()?.toString()) return
  event.currentTarget.querySelector<HTMLElement>('[data-row-link]')?.click()
}

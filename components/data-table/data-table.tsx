'use client'

import { type ColumnDef, type RowData, tableFeatures, useTable } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { cn } from '@/components/class-names'

/** Classes for the header and the cells of a column. */
export interface ColumnPlace {
  head?: string
  cell?: string
}

/** The server sorts, filters and pages, so the table needs no row models of its own. */
export const dataTableFeatures = tableFeatures({ columnMeta: {} as ColumnPlace })
export type DataColumn<T extends RowData> = ColumnDef<typeof dataTableFeatures, T>

interface DataTableProps<T extends RowData> {
  caption: string
  columns: DataColumn<T>[]
  rows: T[]
  rowId: (row: T) => string
}

/**
 * A table in a region that scrolls sideways; on a phone each row is a small card of two columns. Roles are written out
 * because a grid drops the implied ones.
 */
export function DataTable<T extends RowData>({ caption, columns, rows, rowId }: DataTableProps<T>) {
  const table = useTable({ features: dataTableFeatures, columns, data: rows, getRowId: rowId })
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="bg-card relative overflow-x-auto rounded-lg border"
    >
      <table role="table" className="block w-full border-collapse text-left md:table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} role="row">
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  role="columnheader"
                  scope="col"
                  className={cn(
                    'eyebrow border-b px-2.5 py-2 whitespace-nowrap',
                    header.column.columnDef.meta?.head,
                  )}
                >
                  {drawn(header.column.columnDef.header, header.getContext())}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody role="rowgroup" className="block md:table-row-group">
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              role="row"
              className="group hover:bg-accent/60 relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 border-b px-4 py-3 last:border-b-0 md:table-row"
            >
              {row.getAllCells().map((cell) => (
                <td
                  key={cell.id}
                  role="cell"
                  className={cn('md:border-b md:px-2.5 md:py-2.5', cell.column.columnDef.meta?.cell)}
                >
                  {drawn(cell.column.columnDef.cell, cell.getContext())}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/**
 * Called, not mounted as a component: the columns are made anew with each refresh of the page, and what is open or in
 * focus in a cell must outlive them.
 */
const drawn = <C,>(template: string | ((context: C) => ReactNode) | undefined, context: C): ReactNode =>
  typeof template === 'function' ? template(context) : template

'use client'

import { type ColumnDef, type RowData, tableFeatures, useTable } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { cn } from '@/components/class-names'

/** Where a column stands: classes for its header and its cells. */
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
  rowClassName?: string
}

/** A plain table. Roles are written out because rows become grids on a phone, which drops the implied ones. */
export function DataTable<T extends RowData>({
  caption,
  columns,
  rows,
  rowId,
  rowClassName,
}: DataTableProps<T>) {
  const table = useTable({ features: dataTableFeatures, columns, data: rows, getRowId: rowId })
  return (
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
          <tr key={row.id} role="row" className={rowClassName}>
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
  )
}

/**
 * Called, not mounted as a component: the columns are made anew with each refresh of the page, and what is open or in
 * focus in a cell must outlive them.
 */
const drawn = <C,>(template: string | ((context: C) => ReactNode) | undefined, context: C): ReactNode =>
  typeof template === 'function' ? template(context) : template

import type { ReactNode } from 'react'
import { RowsSkeleton } from '@/components/data-table/rows-skeleton'

/** @param children the outline of what stands above the rows */
export function ListSkeleton({ name, rows, children }: { name: string; rows?: number; children: ReactNode }) {
  return (
    <div role="status" aria-label={`Loading ${name}`} className="flex flex-col gap-4">
      {children}
      <RowsSkeleton rows={rows} />
    </div>
  )
}

import { RowsSkeleton } from '@/components/data-table/rows-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

/** The page's outline while its rows are read. */
export default function AuditLoading() {
  return (
    <div role="status" aria-label="Loading the audit trail" className="flex flex-col gap-4">
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-9 w-full max-w-4xl" />
      <RowsSkeleton />
    </div>
  )
}

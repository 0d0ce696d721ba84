import { RowsSkeleton } from '@/components/data-table/rows-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

/** The queue's outline while its rows are read. */
export default function QueueLoading() {
  return (
    <div role="status" aria-label="Loading the queue" className="flex flex-col gap-4">
      <Skeleton className="h-11 w-full" />
      <Skeleton className="h-9 w-full md:h-13" />
      <RowsSkeleton rows={10} />
    </div>
  )
}

import { RowsSkeleton } from '@/components/data-table/rows-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

/** The search's outline while its rows are read. */
export default function InvestigateLoading() {
  return (
    <div role="status" aria-label="Loading the search" className="flex flex-col gap-4">
      <Skeleton className="h-10 w-full" />
      <Skeleton className="hidden h-14 w-full md:block" />
      <Skeleton className="h-8 w-full max-w-3xl" />
      <Skeleton className="h-57 w-full sm:h-37 lg:h-22" />
      <RowsSkeleton />
    </div>
  )
}

import { RowsSkeleton } from '@/components/data-table/rows-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

/** The page's outline while its entries are read. */
export default function WatchlistsLoading() {
  return (
    <div role="status" aria-label="Loading the watchlists" className="flex flex-col gap-4">
      <Skeleton className="h-9 w-56" />
      <Skeleton className="h-14 w-full" />
      <Skeleton className="h-9 w-full max-w-3xl" />
      <RowsSkeleton />
    </div>
  )
}

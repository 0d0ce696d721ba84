import { ListSkeleton } from '@/components/list-page/list-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function WatchlistsLoading() {
  return (
    <ListSkeleton name="the watchlists">
      <Skeleton className="h-9 w-56" />
      <Skeleton className="h-14 w-full" />
      <Skeleton className="h-9 w-full max-w-3xl" />
    </ListSkeleton>
  )
}

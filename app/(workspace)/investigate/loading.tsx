import { ListSkeleton } from '@/components/list-page/list-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function InvestigateLoading() {
  return (
    <ListSkeleton name="the search">
      <Skeleton className="h-10 w-full" />
      <Skeleton className="hidden h-14 w-full md:block" />
      <Skeleton className="h-8 w-full max-w-3xl" />
      <Skeleton className="h-57 w-full sm:h-37 lg:h-22" />
    </ListSkeleton>
  )
}

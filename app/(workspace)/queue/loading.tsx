import { ListSkeleton } from '@/components/list-page/list-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function QueueLoading() {
  return (
    <ListSkeleton name="the queue" rows={10}>
      <Skeleton className="h-11 w-full" />
      <Skeleton className="h-9 w-full md:h-13" />
    </ListSkeleton>
  )
}

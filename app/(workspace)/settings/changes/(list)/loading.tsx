import { ListSkeleton } from '@/components/list-page/list-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function ChangesLoading() {
  return (
    <ListSkeleton name="changes" rows={6}>
      <Skeleton className="h-10 max-w-md" />
    </ListSkeleton>
  )
}

import { ListSkeleton } from '@/components/list-page/list-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function KeysLoading() {
  return (
    <ListSkeleton name="the keys" rows={4}>
      <Skeleton className="h-9" />
    </ListSkeleton>
  )
}

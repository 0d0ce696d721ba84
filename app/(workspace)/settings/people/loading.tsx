import { ListSkeleton } from '@/components/list-page/list-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function PeopleLoading() {
  return (
    <ListSkeleton name="the users" rows={6}>
      <Skeleton className="h-9" />
    </ListSkeleton>
  )
}

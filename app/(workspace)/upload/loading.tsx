import { ListSkeleton } from '@/components/list-page/list-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function UploadLoading() {
  return (
    <ListSkeleton name="uploads">
      <Skeleton className="h-56 w-full" />
    </ListSkeleton>
  )
}

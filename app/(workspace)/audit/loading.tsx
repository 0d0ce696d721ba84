import { ListSkeleton } from '@/components/list-page/list-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

export default function AuditLoading() {
  return (
    <ListSkeleton name="the audit log">
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-9 w-full max-w-4xl" />
    </ListSkeleton>
  )
}

import { Skeleton } from '@/components/ui/skeleton'

export default function MeLoading() {
  return (
    <div role="status" aria-label="Loading your settings" className="flex flex-col gap-4">
      <Skeleton className="h-44" />
      <Skeleton className="h-56" />
      <Skeleton className="h-40" />
    </div>
  )
}

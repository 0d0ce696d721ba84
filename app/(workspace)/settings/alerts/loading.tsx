import { Skeleton } from '@/components/ui/skeleton'

export default function AlertsLoading() {
  return (
    <div role="status" aria-label="Loading the alerts" className="flex flex-col gap-4">
      <Skeleton className="h-48" />
      <Skeleton className="h-48" />
      <Skeleton className="h-80" />
    </div>
  )
}

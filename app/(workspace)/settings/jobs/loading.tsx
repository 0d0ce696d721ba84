import { Skeleton } from '@/components/ui/skeleton'

export default function JobsLoading() {
  return (
    <div role="status" aria-label="Loading the jobs" className="flex flex-col gap-4">
      <Skeleton className="h-64" />
      <Skeleton className="h-44" />
      <Skeleton className="h-80" />
    </div>
  )
}

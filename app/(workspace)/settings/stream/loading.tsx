import { Skeleton } from '@/components/ui/skeleton'

export default function StreamLoading() {
  return (
    <div role="status" aria-label="Loading the messages of the stream" className="flex flex-col gap-4">
      <Skeleton className="h-16" />
      <Skeleton className="h-80" />
    </div>
  )
}

import { Skeleton } from '@/components/ui/skeleton'

export default function ExplorationLoading() {
  return (
    <div role="status" aria-label="Loading exploration" className="flex flex-col gap-4">
      <Skeleton className="h-64" />
      <Skeleton className="h-52" />
    </div>
  )
}

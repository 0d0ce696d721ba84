import { Skeleton } from '@/components/ui/skeleton'

export default function DriftLoading() {
  return (
    <div role="status" aria-label="Loading drift" className="flex flex-col gap-4">
      <Skeleton className="h-36" />
      <Skeleton className="h-24" />
      <div className="grid gap-4 xl:grid-cols-2">
        <Skeleton className="h-80" />
        <Skeleton className="h-80" />
      </div>
      <Skeleton className="h-96" />
    </div>
  )
}

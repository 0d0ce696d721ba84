import { Skeleton } from '@/components/ui/skeleton'

export default function VelocityLoading() {
  return (
    <div role="status" aria-label="Loading the velocity rule" className="flex flex-col gap-4">
      <Skeleton className="h-28" />
      <Skeleton className="h-64" />
    </div>
  )
}

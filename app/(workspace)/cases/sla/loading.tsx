import { Skeleton } from '@/components/ui/skeleton'

export default function SlaLoading() {
  return (
    <div role="status" aria-label="Loading the SLA policy" className="flex flex-col gap-4">
      <Skeleton className="h-5 w-20" />
      <Skeleton className="h-72 max-w-3xl" />
    </div>
  )
}

import { Skeleton } from '@/components/ui/skeleton'

export default function PolicyLoading() {
  return (
    <div role="status" aria-label="Loading the policy" className="flex flex-col gap-4">
      <Skeleton className="h-72" />
      <Skeleton className="h-52" />
    </div>
  )
}

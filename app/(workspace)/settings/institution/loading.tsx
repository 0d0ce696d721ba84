import { Skeleton } from '@/components/ui/skeleton'

export default function InstitutionLoading() {
  return (
    <div role="status" aria-label="Loading the institution" className="flex flex-col gap-4">
      <Skeleton className="h-52" />
      <Skeleton className="h-44" />
      <Skeleton className="h-44" />
    </div>
  )
}

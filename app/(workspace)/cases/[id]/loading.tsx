import { Skeleton } from '@/components/ui/skeleton'

/** The case's outline while it is read. */
export default function CaseLoading() {
  return (
    <div role="status" aria-label="Loading the case" className="flex flex-col gap-4">
      <Skeleton className="h-5 w-20" />
      <Skeleton className="h-44 w-full" />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="flex flex-col gap-4">
          <Skeleton className="h-32" />
          <Skeleton className="h-72" />
        </div>
        <div className="flex flex-col gap-4">
          <Skeleton className="h-28" />
          <Skeleton className="h-64" />
        </div>
      </div>
    </div>
  )
}

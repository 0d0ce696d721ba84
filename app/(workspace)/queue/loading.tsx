import { Skeleton } from '@/components/ui/skeleton'

const ROWS = Array.from({ length: 10 }, (_, index) => index)

/** The queue's outline while its rows are read. */
export default function QueueLoading() {
  return (
    <div role="status" aria-label="Loading the queue" className="flex flex-col gap-4">
      <Skeleton className="h-11 w-full" />
      <Skeleton className="h-9 w-full md:h-13" />
      <div className="bg-card overflow-hidden rounded-lg border">
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-6 border-b px-3 py-3.5 last:border-b-0">
            <Skeleton className="h-5 w-14" />
            <Skeleton className="h-5 w-14" />
            <Skeleton className="h-5 flex-1" />
            <Skeleton className="hidden h-5 w-28 md:block" />
            <Skeleton className="hidden h-5 w-20 md:block" />
          </div>
        ))}
      </div>
    </div>
  )
}

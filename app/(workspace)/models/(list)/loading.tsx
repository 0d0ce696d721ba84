import { Skeleton } from '@/components/ui/skeleton'

const ROWS = Array.from({ length: 3 }, (_, index) => index)

/** The placeholder of the list while bundles are read. */
export default function ModelsLoading() {
  return (
    <div role="status" aria-label="Loading the models" className="bg-card overflow-hidden rounded-lg border">
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-6 border-b px-4 py-4 last:border-b-0">
          <Skeleton className="h-5 w-32" />
          <Skeleton className="h-5 w-24" />
          <Skeleton className="hidden h-5 flex-1 md:block" />
          <Skeleton className="h-5 w-28" />
        </div>
      ))}
    </div>
  )
}

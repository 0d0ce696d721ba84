import { Skeleton } from '@/components/ui/skeleton'

/** The outline of a list's rows while they are read. */
export function RowsSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className="bg-card overflow-hidden rounded-lg border">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex items-center gap-6 border-b px-4 py-3.5 last:border-b-0">
          <Skeleton className="h-5 flex-1" />
          <Skeleton className="h-5 w-16" />
          <Skeleton className="hidden h-5 w-28 md:block" />
          <Skeleton className="hidden h-5 w-20 md:block" />
        </div>
      ))}
    </div>
  )
}

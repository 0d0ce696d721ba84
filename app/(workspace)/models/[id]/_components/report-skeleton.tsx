import { Skeleton } from '@/components/ui/skeleton'

const TILES = Array.from({ length: 8 }, (_, index) => index)

/** The placeholder of the report while its files are read and verified. */
export function ReportSkeleton() {
  return (
    <div role="status" aria-label="Loading the report" className="flex flex-col gap-4">
      <div className="bg-card flex flex-col gap-4 rounded-lg border p-5">
        <Skeleton className="h-6 w-56" />
        <Skeleton className="h-7 w-full max-w-3xl" />
        <Skeleton className="h-12 w-full" />
      </div>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        {TILES.map((tile) => (
          <Skeleton key={tile} className="h-24" />
        ))}
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        <Skeleton className="h-96" />
        <Skeleton className="h-96" />
      </div>
    </div>
  )
}

import { Skeleton } from '@/components/ui/skeleton'

const TILES = Array.from({ length: 5 }, (_, index) => index)
const ROWS = Array.from({ length: 7 }, (_, index) => index)

/** The list's outline while its cases are read. */
export default function CasesLoading() {
  return (
    <div role="status" aria-label="Loading the cases" className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        {TILES.map((tile) => (
          <Skeleton key={tile} className="h-[74px] first:col-span-2 sm:first:col-span-1" />
        ))}
      </div>
      <Skeleton className="h-9 w-full" />
      <div className="bg-card overflow-hidden rounded-lg border">
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-6 border-b px-4 py-3.5 last:border-b-0">
            <Skeleton className="h-9 flex-1" />
            <Skeleton className="hidden h-5 w-24 md:block" />
            <Skeleton className="hidden h-5 w-20 md:block" />
            <Skeleton className="h-5 w-28" />
          </div>
        ))}
      </div>
    </div>
  )
}

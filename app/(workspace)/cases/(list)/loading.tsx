import { RowsSkeleton } from '@/components/data-table/rows-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

const TILES = Array.from({ length: 5 }, (_, index) => index)

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
      <RowsSkeleton rows={7} />
    </div>
  )
}

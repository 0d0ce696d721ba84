import { ListSkeleton } from '@/components/list-page/list-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

const TILES = Array.from({ length: 5 }, (_, index) => index)

export default function CasesLoading() {
  return (
    <ListSkeleton name="the cases" rows={7}>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        {TILES.map((tile) => (
          <Skeleton key={tile} className="h-[74px] first:col-span-2 sm:first:col-span-1" />
        ))}
      </div>
      <Skeleton className="h-9 w-full" />
    </ListSkeleton>
  )
}

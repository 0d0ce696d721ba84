import { Skeleton } from '@/components/ui/skeleton'

/** Placeholders with the height of the content; where the text decides the height, with the usual one. */
export const LineSkeleton = () => <Skeleton className="h-36 w-full max-w-2xl sm:h-27 lg:h-17 2xl:h-11" />

export const TilesSkeleton = () => (
  <Skeleton className="h-[17.5rem] w-full sm:h-[11.125rem] lg:h-[5.625rem]" />
)

export const StripSkeleton = () => <Skeleton className="h-24 w-full sm:h-17.5 2xl:h-11.5" />

export function CardSkeleton({ height }: { height: string }) {
  return (
    <div className={`bg-card rounded-lg border p-5 ${height}`}>
      <Skeleton className="h-5 w-40" />
      <Skeleton className="mt-4 h-[calc(100%-2.5rem)] w-full" />
    </div>
  )
}

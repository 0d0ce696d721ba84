import { Skeleton } from '@/components/ui/skeleton'

/** Outlines as high as what comes in their place, so that nothing moves when it does. */
export const LineSkeleton = () => <Skeleton className="h-12 w-full max-w-2xl" />

export const TilesSkeleton = () => <Skeleton className="h-[17rem] w-full sm:h-[11.25rem] lg:h-[5.625rem]" />

export const StripSkeleton = () => <Skeleton className="h-12 w-full" />

export function CardSkeleton({ height }: { height: string }) {
  return (
    <div className={`bg-card rounded-lg border p-5 ${height}`}>
      <Skeleton className="h-5 w-40" />
      <Skeleton className="mt-4 h-[calc(100%-2.5rem)] w-full" />
    </div>
  )
}

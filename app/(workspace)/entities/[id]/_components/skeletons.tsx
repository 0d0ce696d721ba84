import { cn } from '@/components/class-names'
import { Skeleton } from '@/components/ui/skeleton'

/** The placeholder of a card; `className` gives it the height of the content. */
export function CardSkeleton({ label, className }: { label: string; className: string }) {
  return (
    <div
      role="status"
      aria-label={label}
      className={cn('bg-card flex flex-col gap-4 rounded-lg border p-5', className)}
    >
      <Skeleton className="h-5 w-40" />
      <Skeleton className="w-full flex-1" />
    </div>
  )
}

/** The placeholder of tiles, usual behaviour and trend. */
export function FiguresSkeleton() {
  return (
    <div role="status" aria-label="Loading the figures" className="flex flex-col gap-4">
      <Skeleton className="h-80 w-full sm:h-48" />
      <div className="grid gap-4 xl:grid-cols-2">
        <Skeleton className="h-[31rem]" />
        <Skeleton className="h-[31rem]" />
      </div>
    </div>
  )
}

import { Skeleton } from '@/components/ui/skeleton'

const CARDS = Array.from({ length: 4 }, (_, index) => index)

/** The placeholder while the comparison is read. */
export default function ChallengersLoading() {
  return (
    <div role="status" aria-label="Loading the comparison" className="flex flex-col gap-4">
      <Skeleton className="h-5 w-24" />
      <Skeleton className="h-12 w-full max-w-md" />
      {CARDS.map((card) => (
        <Skeleton key={card} className="h-40 w-full" />
      ))}
    </div>
  )
}

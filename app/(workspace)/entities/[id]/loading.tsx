import { CardSkeleton, FiguresSkeleton } from './_components/skeletons'

/** The page's outline while it is found out whether the entity exists. */
export default function EntityLoading() {
  return (
    <div className="flex flex-col gap-4">
      <CardSkeleton label="Loading the entity" className="h-28" />
      <FiguresSkeleton />
    </div>
  )
}

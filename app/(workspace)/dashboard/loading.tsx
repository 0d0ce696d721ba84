import { CardSkeleton, LineSkeleton, StripSkeleton, TilesSkeleton } from './_components/skeletons'

/** The placeholder of the dashboard while the page loads. */
export default function DashboardLoading() {
  return (
    <div role="status" aria-label="Loading the dashboard" className="flex flex-col gap-4">
      <LineSkeleton />
      <TilesSkeleton />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem] xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex flex-col gap-4">
          <CardSkeleton height="h-[24rem] sm:h-[16.75rem]" />
          <StripSkeleton />
        </div>
        <CardSkeleton height="h-72" />
      </div>
    </div>
  )
}

import { Skeleton } from '@/components/ui/skeleton'

/** The placeholder of the tuner while its curves are read. */
export default function TunerLoading() {
  return (
    <div role="status" aria-label="Loading the tuner" className="flex flex-col gap-4">
      <div className="bg-card flex flex-col gap-4 rounded-lg border p-5">
        <Skeleton className="h-5 w-64" />
        <Skeleton className="h-72 w-full max-w-[31rem]" />
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        <Skeleton className="h-64 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    </div>
  )
}

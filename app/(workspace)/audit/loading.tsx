import { Skeleton } from '@/components/ui/skeleton'

const ROWS = Array.from({ length: 8 }, (_, index) => index)

/** The page's outline while its rows are read. */
export default function AuditLoading() {
  return (
    <div role="status" aria-label="Loading the audit trail" className="flex flex-col gap-4">
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-9 w-full max-w-4xl" />
      <div className="bg-card overflow-hidden rounded-lg border">
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-6 border-b px-4 py-3.5 last:border-b-0">
            <Skeleton className="h-5 w-36" />
            <Skeleton className="h-5 flex-1" />
            <Skeleton className="hidden h-5 w-28 md:block" />
            <Skeleton className="h-5 w-20" />
          </div>
        ))}
      </div>
    </div>
  )
}

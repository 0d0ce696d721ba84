import { Skeleton } from '@/components/ui/skeleton'

/** The page's outline while the transaction is read. */
export default function TransactionLoading() {
  return (
    <div role="status" aria-label="Loading the transaction" className="flex flex-col gap-4">
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-56" />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Skeleton className="h-96 xl:order-1" />
        <Skeleton className="h-72 xl:order-2" />
      </div>
    </div>
  )
}

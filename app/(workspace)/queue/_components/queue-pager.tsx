import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { RetryButton } from '@/components/layout/retry-button'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

interface QueuePagerProps {
  count: number
  previousHref: string | null
  nextHref: string | null
}

/** Keyset paging: forward and back at any depth, without pretending to know a page number. */
export function QueuePager({ count, previousHref, nextHref }: QueuePagerProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <p className="text-muted-foreground text-[13px]">
        <span className="figure">{count}</span> {count === 1 ? 'row' : 'rows'} on this page
      </p>
      <p className="text-faint hidden items-center gap-1.5 text-[13px] lg:flex">
        <Kbd>j</Kbd> <Kbd>k</Kbd> move, <Kbd>?</Kbd> all keys
      </p>
      <nav aria-label="Pages" className="ml-auto flex gap-2">
        <RetryButton label="Refresh" />
        {previousHref ? (
          <Button asChild variant="outline">
            <Link href={previousHref} prefetch={false} rel="prev">
              <ChevronLeft aria-hidden />
              Previous
            </Link>
          </Button>
        ) : null}
        {nextHref ? (
          <Button asChild variant="outline">
            <Link href={nextHref} prefetch={false} rel="next">
              Next
              <ChevronRight aria-hidden />
            </Link>
          </Button>
        ) : null}
      </nav>
    </div>
  )
}

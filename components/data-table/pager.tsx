import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'

interface PagerProps {
  count: number
  /** What is on the page: one, and more. */
  noun: [one: string, many: string]
  previousHref: string | null
  nextHref: string | null
}

/** Keyset paging: forward and back at any depth, without pretending to know a page number. */
export function Pager({ count, noun: [one, many], previousHref, nextHref }: PagerProps) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="text-muted-foreground text-[13px]">
        <span className="figure">{count}</span> {count === 1 ? one : many} on this page
      </p>
      <nav aria-label="Pages" className="ml-auto flex gap-2">
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

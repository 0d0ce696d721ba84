import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { formatCompact } from '@/components/fraud/format-numbers'
import { formatExact } from '@/components/fraud/format-time'
import { Button } from '@/components/ui/button'
import type { SearchedTo } from '@/lib/transactions/schema'

interface QueuePagerProps {
  previousHref: string | null
  nextHref: string | null
  searchedTo: SearchedTo | null
  timeZone: string
}

/** Keyset paging: forward and back at any depth, without pretending to know a page number. */
export function QueuePager({ previousHref, nextHref, searchedTo, timeZone }: QueuePagerProps) {
  return (
    <nav aria-label="Pages" className="ml-auto flex flex-wrap items-center gap-2">
      {searchedTo ? (
        <p className="text-muted-foreground text-[13px]">{searchedWords(searchedTo, timeZone)}</p>
      ) : null}
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
            {searchedTo ? 'Search on' : 'Next'}
            <ChevronRight aria-hidden />
          </Link>
        </Button>
      ) : null}
    </nav>
  )
}

function searchedWords({ occurredAt, expectedLoss }: SearchedTo, timeZone: string): string {
  if (occurredAt !== null) return `Searched back to ${formatExact(occurredAt, timeZone)}.`
  if (expectedLoss !== null) return `Searched down to an expected loss of ${formatCompact(expectedLoss)}.`
  return 'Not everything was searched.'
}

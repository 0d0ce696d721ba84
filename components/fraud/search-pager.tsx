import { PageLinks } from '@/components/list-page/page-links'
import type { SearchedTo } from '@/lib/desk/transactions/schema'
import { formatCompact } from './format-numbers'
import { formatExact } from './format-time'

interface SearchPagerProps {
  previousHref: string | null
  nextHref: string | null
  searchedTo: SearchedTo | null
  timeZone: string
}

/** The way on and back in a search, and how far it has looked where it stopped before its page was full. */
export function SearchPager({ previousHref, nextHref, searchedTo, timeZone }: SearchPagerProps) {
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      {searchedTo ? (
        <p className="text-muted-foreground text-[13px]">{searchedWords(searchedTo, timeZone)}</p>
      ) : null}
      <PageLinks
        previousHref={previousHref}
        nextHref={nextHref}
        nextLabel={searchedTo ? 'Search on' : 'Next'}
      />
    </div>
  )
}

function searchedWords({ occurredAt, expectedLoss }: SearchedTo, timeZone: string): string {
  if (occurredAt !== null) return `Searched back to ${formatExact(occurredAt, timeZone)}.`
  if (expectedLoss !== null) return `Searched down to an expected loss of ${formatCompact(expectedLoss)}.`
  return 'Not everything was searched.'
}

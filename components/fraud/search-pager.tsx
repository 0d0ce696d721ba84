import { PageLinks } from '@/components/list-page/page-links'
import type { SearchedTo } from '@/lib/desk/transactions/schema'
import { formatCompact } from './format-numbers'
import { formatExact } from './format-time'

interface SearchPagerProps {
  previousHref: string | null
  nextHref: string | null
  /** The page that the list shows. */
  searchedTo: SearchedTo
  timeZone: string
}

/** The links to the next and previous page of a search, and how far it read where it stopped early. */
export function SearchPager({ previousHref, nextHref, searchedTo, timeZone }: SearchPagerProps) {
  const words = searchedWords(searchedTo, timeZone)
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      {words === null ? null : <p className="text-muted-foreground text-[13px]">{words}</p>}
      <PageLinks
        previousHref={previousHref}
        nextHref={nextHref}
        nextLabel={words === null ? 'Next' : 'Search on'}
      />
    </div>
  )
}

function searchedWords({ searched_back_to, searched_down_to }: SearchedTo, timeZone: string): string | null {
  if (searched_back_to !== null) return `Searched back to ${formatExact(searched_back_to, timeZone)}.`
  if (searched_down_to === null) return null
  return `Searched down to an expected loss of ${formatCompact(searched_down_to)}.`
}

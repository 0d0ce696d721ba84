import type { Noun } from './empty-list'
import { PageLinks } from './page-links'

interface PagerProps {
  count: number
  /** What is on the page: one, and more. */
  noun: Noun
  previousHref: string | null
  nextHref: string | null
}

/** The foot of a list: how much is on the page, and the way on and back. */
export function Pager({ count, noun: [one, many], previousHref, nextHref }: PagerProps) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="text-muted-foreground text-[13px]">
        <span className="figure">{count}</span> {count === 1 ? one : many} on this page
      </p>
      <PageLinks previousHref={previousHref} nextHref={nextHref} />
    </div>
  )
}

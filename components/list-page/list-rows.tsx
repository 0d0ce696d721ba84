import type { ReactNode } from 'react'
import { EmptyList, type EmptyMessages } from './empty-list'
import type { ListUrl, ListView } from './list-url'
import { Pager } from './pager'

interface ListRowsProps<Filter> {
  url: ListUrl<Filter>
  view: ListView<Filter>
  page: { items: readonly unknown[]; next_cursor: string | null }
  empty: EmptyMessages
  /** The table. */
  children: ReactNode
}

/** The table of a list and its pager, or why there is none. */
export function ListRows<Filter>({ url, view, page, empty, children }: ListRowsProps<Filter>) {
  if (page.items.length === 0) return <EmptyList url={url} view={view} {...empty} />
  return (
    <>
      {children}
      <Pager
        count={page.items.length}
        noun={empty.noun}
        previousHref={url.previousHref(view)}
        nextHref={url.nextHref(view, page.next_cursor)}
      />
    </>
  )
}

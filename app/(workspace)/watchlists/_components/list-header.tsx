import { Ban, Info, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/class-names'
import { ExportButton } from '@/components/list-page/export-button'
import { limitOf } from '@/lib/contract/permissions'
import { LIST_TYPES } from '@/lib/desk/watchlists/schema'
import { LIST_EFFECTS, LIST_LABELS } from '../list-words'
import { toWatchlistFilter, type WatchlistsFilter, watchlistsUrl } from '../search-params'
import { AddEntryDialog } from './add-entry-dialog'
import { ImportDialog } from './import-dialog'

interface ListHeaderProps {
  filter: WatchlistsFilter
  mayWrite: boolean
}

/** The lists as tabs, the tools for a whole list, its effect, and who may change it. */
export function ListHeader({ filter, mayWrite }: ListHeaderProps) {
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ListTabs filter={filter} />
        {mayWrite ? (
          <div role="group" aria-label="Change the lists" className="flex flex-wrap gap-2">
            <ExportButton
              call="GET /api/watchlists/export.csv"
              query={toWatchlistFilter(filter)}
              noun={['entry', 'entries']}
            />
            <ImportDialog />
            <AddEntryDialog list={filter.list} />
          </div>
        ) : null}
      </div>
      <div className="bg-card text-muted-foreground flex gap-3 rounded-lg border px-4 py-3 text-[13px]">
        <Info aria-hidden className="text-info mt-0.5 size-4 shrink-0" />
        <p className="text-pretty">
          <strong className="text-foreground font-medium">
            Blocked overrides trusted; both override the model.
          </strong>{' '}
          {LIST_EFFECTS[filter.list]} Scored transactions do not change. The risk band always shows the
          model’s own view.
          {mayWrite ? null : ` ${limitOf('watchlist:write')}`}
        </p>
      </div>
    </>
  )
}

const ICONS = { blocked: Ban, trusted: ShieldCheck } as const

/** One list at a time; the filters stay set. */
function ListTabs({ filter }: { filter: WatchlistsFilter }) {
  return (
    <nav aria-label="List">
      <ul className="bg-card flex w-fit rounded-md border p-0.5">
        {LIST_TYPES.map((list) => {
          const Icon = ICONS[list]
          return (
            <li key={list}>
              <Link
                href={watchlistsUrl.href({ ...filter, list })}
                prefetch={false}
                aria-current={list === filter.list ? 'page' : undefined}
                className={cn(
                  'text-muted-foreground hover:text-foreground flex h-8 items-center gap-1.5 rounded-sm px-3 text-sm font-medium',
                  list === filter.list && 'bg-secondary text-foreground',
                )}
              >
                <Icon aria-hidden className="size-4" />
                {LIST_LABELS[list]}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

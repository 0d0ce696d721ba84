import { ListChecks } from 'lucide-react'
import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { FilterChips } from '@/components/list-page/filter-chips'
import { filterWords } from '@/components/list-page/filter-fields'
import { FilterForm } from '@/components/list-page/filter-form'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListPageProps } from '@/components/list-page/list-url'
import { LiveRefresh } from '@/components/live/live-refresh'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { listWatchlist } from '@/lib/desk/watchlists'
import { readList } from '../_lib/read-list'
import { EntriesTable } from './_components/entries-table'
import { ListHeader } from './_components/list-header'
import { ENTRY_FIELDS } from './filter-fields'
import { PAGE_SIZE, toWatchlistFilter, watchlistsUrl } from './search-params'

export const metadata: Metadata = { title: 'Watchlists' }

const emptyOf = (list: string): EmptyMessages => ({
  icon: ListChecks,
  noun: ['entry', 'entries'],
  none: {
    title: `Nothing is ${list}`,
    text: 'Only the model and the thresholds decide.',
    action: { label: 'Find an entity', href: '/investigate' },
  },
})

export default async function WatchlistsPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = watchlistsUrl.parse(await searchParams)
  const { filter, cursor } = view
  const { value: page, problem } = await readList(
    ctx,
    watchlistsUrl.currentHref(view),
    () => listWatchlist(ctx, toWatchlistFilter(filter), { limit: PAGE_SIZE, cursor }),
    (read) => read,
  )
  if (problem) return <ProblemPanel problem={problem} />
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  const mayWrite = mayActor(ctx.actor, 'watchlist:write')
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['watchlists.changed']} />
      <ListHeader filter={filter} mayWrite={mayWrite} />
      <FilterForm
        label="Filter entries"
        path={watchlistsUrl.path}
        fields={ENTRY_FIELDS}
        given={watchlistsUrl.given(filter)}
        bare
        className="grid grid-cols-2 items-end gap-3 md:max-w-3xl md:grid-cols-[minmax(14rem,1fr)_repeat(2,minmax(9rem,auto))]"
      />
      <FilterChips
        url={watchlistsUrl}
        filter={filter}
        words={(name, value) => filterWords(ENTRY_FIELDS, name, value)}
      />
      <ListRows url={watchlistsUrl} view={view} page={page} empty={emptyOf(filter.list)}>
        <EntriesTable entries={page.items} clock={clock} mayWrite={mayWrite} />
      </ListRows>
    </div>
  )
}

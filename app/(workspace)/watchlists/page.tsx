import type { Metadata } from 'next'
import { Pager } from '@/components/data-table/pager'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { LiveRefresh } from '@/components/live/live-refresh'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { listWatchlist } from '@/lib/desk/watchlists'
import { readOrProblem } from '../_lib/read-or-problem'
import { EntriesEmpty } from './_components/entries-empty'
import { EntriesTable } from './_components/entries-table'
import { EntryFilters } from './_components/entry-filters'
import { ListEffect } from './_components/list-effect'
import { ListTabs } from './_components/list-tabs'
import { ListTools } from './_components/list-tools'
import {
  exportQuery,
  isFiltered,
  nextPageHref,
  PAGE_SIZE,
  parseWatchlistsView,
  previousPageHref,
  toWatchlistFilter,
} from './search-params'

export const metadata: Metadata = { title: 'Watchlists' }

interface WatchlistsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function WatchlistsPage({ searchParams }: WatchlistsPageProps) {
  const ctx = await requireUser()
  const view = parseWatchlistsView(await searchParams)
  const place = { limit: PAGE_SIZE + 1, ...(view.cursor && { before: view.cursor }) }
  const { value, problem } = await readOrProblem(ctx, () =>
    listWatchlist(ctx, place, toWatchlistFilter(view)),
  )
  if (problem) return <ProblemPanel problem={problem} />
  const entries = value.slice(0, PAGE_SIZE)
  const last = value.length > PAGE_SIZE ? entries.at(-1) : undefined
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  const mayWrite = mayActor(ctx.actor, 'watchlist:write')
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['watchlists.changed']} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ListTabs view={view} />
        {mayWrite ? <ListTools list={view.list} query={exportQuery(view)} /> : null}
      </div>
      <ListEffect list={view.list} mayWrite={mayWrite} />
      <EntryFilters view={view} />
      {entries.length === 0 ? (
        <EntriesEmpty list={view.list} filtered={isFiltered(view)} deep={view.cursor !== undefined} />
      ) : (
        <>
          <EntriesTable entries={entries} clock={clock} mayWrite={mayWrite} />
          <Pager
            count={entries.length}
            noun={['entry', 'entries']}
            previousHref={previousPageHref(view)}
            nextHref={last ? nextPageHref(view, last.id) : null}
          />
        </>
      )}
    </div>
  )
}

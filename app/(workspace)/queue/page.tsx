import type { Metadata } from 'next'
import { SearchPager } from '@/components/fraud/search-pager'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { claimsOn } from '@/lib/desk/claims'
import { listTransactions } from '@/lib/desk/transactions'
import { readOrProblem } from '../_lib/read-or-problem'
import { FilterChips } from './_components/filter-chips'
import { QueueBoard } from './_components/queue-board'
import { QueueEmpty } from './_components/queue-empty'
import { QueueFilters } from './_components/queue-filters'
import { QueueHeader } from './_components/queue-header'
import {
  currentHref,
  filterOf,
  narrowedBy,
  nextPageHref,
  PAGE_SIZE,
  parseQueueView,
  previousPageHref,
  queueHref,
  toFilter,
  toNextAlert,
} from './search-params'

export const metadata: Metadata = { title: 'Queue' }

interface QueuePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function QueuePage({ searchParams }: QueuePageProps) {
  const ctx = await requireUser()
  const view = parseQueueView(await searchParams)
  const filter = filterOf(view)
  const { value: read, problem } = await readOrProblem(ctx, async () => {
    const page = await listTransactions(ctx, toFilter(filter), { limit: PAGE_SIZE, cursor: view.cursor })
    const ids = page.items.map(({ transaction_id }) => transaction_id)
    return { page, claims: Object.fromEntries(await claimsOn(ctx, ids)) }
  })
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <div className="flex flex-col gap-4">
      <QueueHeader ctx={ctx} filter={filter} next={toNextAlert(filter)} from={queueHref(filter)} />
      <QueueFilters filter={filter} />
      <FilterChips filter={filter} />
      {problem ? (
        <ProblemPanel problem={problem} />
      ) : (
        // Another view is another list: its rows, its selection and what was decided in it start anew.
        <QueueBoard
          key={currentHref(view)}
          items={read.page.items}
          claims={read.claims}
          userId={ctx.actor.id}
          clock={clock}
          from={currentHref(view)}
          canDecideMany={mayActor(ctx.actor, 'transaction:decide-many')}
          empty={
            <QueueEmpty
              filtered={Object.keys(narrowedBy(filter)).length > 0}
              deep={view.cursor !== undefined}
              searchedOn={read.page.next_cursor !== null}
            />
          }
        >
          <SearchPager
            previousHref={previousPageHref(view)}
            nextHref={read.page.next_cursor ? nextPageHref(view, read.page.next_cursor) : null}
            searchedTo={read.page}
            timeZone={clock.timeZone}
          />
        </QueueBoard>
      )}
    </div>
  )
}

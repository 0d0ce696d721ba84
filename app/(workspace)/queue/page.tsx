import { Inbox } from 'lucide-react'
import type { Metadata } from 'next'
import { SearchPager } from '@/components/fraud/search-pager'
import { transactionFilterWords } from '@/components/fraud/transaction-filters'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { EmptyList, type EmptyMessages } from '@/components/list-page/empty-list'
import { FilterChips } from '@/components/list-page/filter-chips'
import type { ListPageProps } from '@/components/list-page/list-url'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { claimsOn } from '@/lib/desk/claims'
import { listTransactions } from '@/lib/desk/transactions'
import { readList } from '../_lib/read-list'
import { QueueBoard } from './_components/queue-board'
import { QueueFilters } from './_components/queue-filters'
import { QueueHeader } from './_components/queue-header'
import { PAGE_SIZE, queueUrl, toFilter } from './search-params'

export const metadata: Metadata = { title: 'Queue' }

const EMPTY: EmptyMessages = {
  icon: Inbox,
  noun: ['transaction', 'transactions'],
  none: {
    title: 'Nothing is pending',
    text: 'Every alert has been decided. New alerts appear here as transactions are scored.',
    action: { label: 'Show decided alerts', href: queueUrl.href({ decision: 'decided' }) },
  },
}

export default async function QueuePage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = queueUrl.parse(await searchParams)
  const { filter, cursor } = view
  const here = queueUrl.currentHref(view)
  const { value: read, problem } = await readList(
    ctx,
    here,
    async () => {
      const page = await listTransactions(ctx, toFilter(filter), { limit: PAGE_SIZE, cursor })
      const ids = page.items.map(({ transaction_id }) => transaction_id)
      return { page, claims: Object.fromEntries(await claimsOn(ctx, ids)) }
    },
    ({ page }) => page,
  )
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <div className="flex flex-col gap-4">
      <QueueHeader ctx={ctx} filter={filter} />
      <QueueFilters filter={filter} />
      <FilterChips url={queueUrl} filter={filter} words={transactionFilterWords} />
      {problem ? (
        <ProblemPanel problem={problem} />
      ) : (
        // Another view is another list: rows, selection and decisions start empty.
        <QueueBoard
          key={here}
          items={read.page.items}
          claims={read.claims}
          userId={ctx.actor.id}
          clock={clock}
          from={here}
          canDecideMany={mayActor(ctx.actor, 'transaction:decide-many')}
          empty={
            <EmptyList url={queueUrl} view={view} unfinished={read.page.next_cursor !== null} {...EMPTY} />
          }
        >
          <SearchPager
            previousHref={queueUrl.previousHref(view)}
            nextHref={queueUrl.nextHref(view, read.page.next_cursor)}
            searchedTo={read.page}
            timeZone={clock.timeZone}
          />
        </QueueBoard>
      )}
    </div>
  )
}

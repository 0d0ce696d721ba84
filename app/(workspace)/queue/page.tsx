import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/auth'
import { listQueue } from '@/lib/transactions'
import { readOrProblem } from '../_lib/read-or-problem'
import { QueueEmpty } from './_components/queue-empty'
import { QueueFilters } from './_components/queue-filters'
import { QueuePager } from './_components/queue-pager'
import { QueueTable } from './_components/queue-table'
import { isFiltered, nextPageHref, parseQueueView, previousPageHref, toQueueInput } from './search-params'

export const metadata: Metadata = { title: 'Queue' }

interface QueuePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function QueuePage({ searchParams }: QueuePageProps) {
  const ctx = await requireUser()
  const view = parseQueueView(await searchParams)
  const { value: page, problem } = await readOrProblem(ctx, () => listQueue(ctx, toQueueInput(view)))
  const renderedAt = new Date().toISOString()
  return (
    <div className="flex flex-col gap-4">
      <QueueFilters view={view} />
      {problem ? (
        <ProblemPanel problem={problem} />
      ) : page.items.length === 0 ? (
        <QueueEmpty filtered={isFiltered(view)} deep={view.cursor !== undefined} />
      ) : (
        <>
          <QueueTable items={page.items} renderedAt={renderedAt} timeZone={ctx.tenant.timeZone} />
          <QueuePager
            count={page.items.length}
            previousHref={previousPageHref(view)}
            nextHref={page.nextCursor ? nextPageHref(view, page.nextCursor) : null}
          />
        </>
      )}
    </div>
  )
}

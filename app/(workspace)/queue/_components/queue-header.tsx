import { formatCapped } from '@/components/fraud/format-numbers'
import { NextAlertButton } from '@/components/fraud/next-alert-button'
import { WidgetBoundary } from '@/components/layout/widget-boundary'
import { Skeleton } from '@/components/ui/skeleton'
import type { Context } from '@/lib/contract/context'
import { countOpenAlerts } from '@/lib/desk/queue'
import { readOrProblem } from '../../_lib/read-or-problem'
import { SavedViews } from '../../_lib/saved-views'
import { type QueueFilter, queueUrl, toNextAlert } from '../search-params'
import { QueueOrder } from './queue-order'

const ORDERS = {
  loss: 'Highest expected loss first (fraud probability × amount)',
  time: 'Newest first',
} as const

/** The number of open alerts, the order, saved views and the button for the next alert. */
export function QueueHeader({ ctx, filter }: { ctx: Context; filter: QueueFilter }) {
  const href = queueUrl.href(filter)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="text-[15px] font-semibold">
          <WidgetBoundary name="The number of open alerts" skeleton="Open alerts">
            <OpenAlerts ctx={ctx} />
          </WidgetBoundary>
        </div>
        <p className="text-muted-foreground text-[13px] text-pretty">{ORDERS[filter.order]}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <QueueOrder filter={filter} bare className="max-md:hidden" />
        <WidgetBoundary name="Saved views" skeleton={<Skeleton className="h-8 w-31" />}>
          <SavedViews ctx={ctx} page="queue" href={href} />
        </WidgetBoundary>
        <NextAlertButton body={toNextAlert(filter)} from={href} shortcut />
      </div>
    </div>
  )
}

async function OpenAlerts({ ctx }: { ctx: Context }) {
  const { value } = await readOrProblem(ctx, () => countOpenAlerts(ctx))
  if (!value) return 'Open alerts'
  const { open, replayed } = value
  return (
    <>
      <span className="figure">{formatCapped(open)}</span>{' '}
      {open.count === 1 && !open.capped ? 'open alert in total' : 'open alerts in total'}
      {replayed.count > 0 ? (
        <>
          , <span className="figure">{formatCapped(replayed)}</span> replayed
        </>
      ) : null}
    </>
  )
}

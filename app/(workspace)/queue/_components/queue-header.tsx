import { formatCapped } from '@/components/fraud/format-numbers'
import { NextAlertButton } from '@/components/fraud/next-alert-button'
import { WidgetBoundary } from '@/components/layout/widget-boundary'
import { ViewsMissing } from '@/components/saved-views/views-missing'
import { SavedViewsMenu } from '@/components/saved-views/saved-views-menu'
import { Skeleton } from '@/components/ui/skeleton'
import { type Context, mayActor } from '@/lib/contract/context'
import type { NextAlertInput } from '@/lib/desk/queue/schema'
import { listViews } from '@/lib/desk/saved-views'
import { countOpenAlerts } from '@/lib/desk/queue'
import { readOrProblem } from '../../_lib/read-or-problem'
import type { QueueFilter } from '../search-params'
import { QueueOrder } from './queue-order'

interface QueueHeaderProps {
  ctx: Context
  filter: QueueFilter
  next: NextAlertInput
  from: string
}

const ORDERS = {
  loss: 'Highest expected loss first (fraud probability × amount)',
  time: 'Newest first',
} as const

/** The number of open alerts, the order, saved views and the button for the next alert. */
export function QueueHeader({ ctx, filter, next, from }: QueueHeaderProps) {
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
          <QueueViews ctx={ctx} query={from.split('?')[1] ?? ''} />
        </WidgetBoundary>
        <NextAlertButton body={next} from={from} shortcut />
      </div>
    </div>
  )
}

async function OpenAlerts({ ctx }: { ctx: Context }) {
  const { value: open } = await readOrProblem(ctx, () => countOpenAlerts(ctx))
  if (!open) return 'Open alerts'
  return (
    <>
      <span className="figure">{formatCapped(open)}</span>{' '}
      {open.count === 1 && !open.capped ? 'open alert in all' : 'open alerts in all'}
    </>
  )
}

async function QueueViews({ ctx, query }: { ctx: Context; query: string }) {
  const { value: views } = await readOrProblem(ctx, () => listViews(ctx, 'queue'))
  if (!views) return <ViewsMissing />
  return (
    <SavedViewsMenu page="queue" views={views} query={query} canShare={mayActor(ctx.actor, 'view:share')} />
  )
}

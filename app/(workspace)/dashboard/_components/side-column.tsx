import type { Clock } from '@/components/fraud/clock'
import { WidgetBoundary } from '@/components/layout/widget-boundary'
import type { ReplayStatus } from '@/lib/scoring/replay/schema'
import type { DashboardReads } from '../read-dashboard'
import { type DashboardView, dashboardHref } from '../search-params'
import { CaseLoad } from './case-load'
import { ReplayCard } from './replay/replay-card'
import { RecentHigh } from './recent-high'
import { CardSkeleton } from './skeletons'
import { Ticker } from './ticker'
import { TypesCard } from './types-card'
import { WithReads } from './with-reads'

interface SideColumnProps {
  reads: DashboardReads
  view: DashboardView
  clock: Clock
  mayReplay: boolean
}

/** Users who may start a replay see the card in a sandbox; others see it after the first replay. */
const isShown = ({ sandbox, replay_id, running }: ReplayStatus, mayReplay: boolean): boolean =>
  running || (sandbox && (mayReplay || replay_id !== null))

/** The case work, the replay and the newest transactions. */
export function SideColumn({ reads, view, clock, mayReplay }: SideColumnProps) {
  return (
    <div className="in-order flex min-w-0 flex-col gap-4">
      <WidgetBoundary name="The case load" skeleton={<CardSkeleton height="h-32" />}>
        <WithReads reads={[reads.caseLoad]}>{(stats) => <CaseLoad stats={stats} />}</WithReads>
      </WidgetBoundary>
      <WidgetBoundary name="The replay" skeleton={<CardSkeleton height="h-80" />}>
        <WithReads reads={[reads.replay]}>
          {(status) =>
            isShown(status, mayReplay) ? (
              <ReplayCard
                initial={status}
                mayRun={mayReplay}
                isCounted={view.replays === 'with'}
                otherFigures={dashboardHref(view, { replays: view.replays === 'with' ? 'without' : 'with' })}
              />
            ) : null
          }
        </WithReads>
      </WidgetBoundary>
      <WidgetBoundary name="The latest transactions" skeleton={<CardSkeleton height="h-[34.75rem]" />}>
        <WithReads reads={[reads.flagged, reads.all]}>
          {(flagged, all) => <Ticker flagged={flagged} all={all} clock={clock} />}
        </WithReads>
      </WidgetBoundary>
      <WidgetBoundary name="Recent high risk" skeleton={<CardSkeleton height="h-[21.5rem]" />}>
        <WithReads reads={[reads.high]}>{(rows) => <RecentHigh rows={rows} clock={clock} />}</WithReads>
      </WidgetBoundary>
      <WidgetBoundary name="The types" skeleton={<CardSkeleton height="h-[21.5rem]" />}>
        <WithReads reads={[reads.activity]}>
          {({ breakdown }) => <TypesCard breakdown={breakdown} />}
        </WithReads>
      </WidgetBoundary>
    </div>
  )
}

import type { Clock } from '@/components/fraud/clock'
import { WidgetBoundary } from '@/components/layout/widget-boundary'
import type { DashboardReads } from '../read-dashboard'
import { CaseLoad } from './case-load'
import { RecentHigh } from './recent-high'
import { CardSkeleton } from './skeletons'
import { Ticker } from './ticker'
import { TypesCard } from './types-card'
import { WithReads } from './with-reads'

/** The case work and the newest transactions. */
export function SideColumn({ reads, clock }: { reads: DashboardReads; clock: Clock }) {
  return (
    <div className="in-order flex min-w-0 flex-col gap-4">
      <WidgetBoundary name="The case load" skeleton={<CardSkeleton height="h-32" />}>
        <WithReads reads={[reads.caseLoad]}>{(stats) => <CaseLoad stats={stats} />}</WithReads>
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

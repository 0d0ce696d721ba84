import { WidgetBoundary } from '@/components/layout/widget-boundary'
import type { DashboardReads } from '../read-dashboard'
import type { DashboardView } from '../search-params'
import { KpiTiles } from './kpi-tiles'
import { PostureCard } from './posture-card'
import { RangeChoice } from './range-choice'
import { LineSkeleton, TilesSkeleton } from './skeletons'
import { WithReads } from './with-reads'

/** The posture in a sentence, and the key figures. */
export function Overview({ reads, view }: { reads: DashboardReads; view: DashboardView }) {
  return (
    <>
      <div className="in-order flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-80">
          <WidgetBoundary name="The posture" skeleton={<LineSkeleton />}>
            <WithReads reads={[reads.activity, reads.posture]}>
              {({ totals }, rated) => <PostureCard totals={totals} rated={rated} />}
            </WithReads>
          </WidgetBoundary>
        </div>
        <RangeChoice view={view} />
      </div>
      <WidgetBoundary name="The key figures" skeleton={<TilesSkeleton />}>
        <WithReads reads={[reads.activity, reads.openAlerts, reads.caseLoad, reads.openedCases]}>
          {(activity, openAlerts, { open }, openedCases) => (
            <KpiTiles
              activity={activity}
              openAlerts={openAlerts}
              openCases={open}
              openedCases={openedCases}
            />
          )}
        </WithReads>
      </WidgetBoundary>
    </>
  )
}

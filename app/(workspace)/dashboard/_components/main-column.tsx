import type { Clock } from '@/components/fraud/clock'
import { WidgetBoundary } from '@/components/layout/widget-boundary'
import type { DashboardReads } from '../read-dashboard'
import type { DashboardView } from '../search-params'
import { HeatmapCard } from './heatmap-card'
import { NextSteps } from './next-steps'
import { PlacesCard } from './places-card'
import { RiskMix } from './risk-mix'
import { CardSkeleton, StripSkeleton } from './skeletons'
import { VolumeCard } from './volume-card'
import { WithReads } from './with-reads'

interface MainColumnProps {
  reads: DashboardReads
  view: DashboardView
  clock: Clock
}

/** The work to do, then the charts of the period. */
export function MainColumn({ reads, view, clock: { renderedAt, timeZone } }: MainColumnProps) {
  return (
    <div className="in-order flex min-w-0 flex-col gap-4">
      <WidgetBoundary name="What to do next" skeleton={<CardSkeleton height="h-[24rem] sm:h-[16.75rem]" />}>
        <WithReads reads={[reads.nextAlerts, reads.dueCases, reads.unassignedCases]}>
          {(alerts, dueCases, unassigned) => (
            <NextSteps
              alerts={alerts}
              dueCases={dueCases}
              unassigned={unassigned}
              nowMs={Date.parse(renderedAt)}
            />
          )}
        </WithReads>
      </WidgetBoundary>
      <WidgetBoundary name="The risk mix" skeleton={<StripSkeleton />}>
        <WithReads reads={[reads.activity]}>{({ totals }) => <RiskMix totals={totals} />}</WithReads>
      </WidgetBoundary>
      <WidgetBoundary name="The volume" skeleton={<CardSkeleton height="h-[24rem]" />}>
        <WithReads reads={[reads.activity]}>
          {({ timeseries }) => <VolumeCard timeseries={timeseries} timeZone={timeZone} />}
        </WithReads>
      </WidgetBoundary>
      <WidgetBoundary
        name="The map"
        skeleton={<CardSkeleton height="h-[35rem] sm:h-[50rem] 2xl:h-[32rem]" />}
      >
        <WithReads reads={[reads.places]}>{(places) => <PlacesCard places={places} view={view} />}</WithReads>
      </WidgetBoundary>
      <WidgetBoundary name="The hours of the week" skeleton={<CardSkeleton height="h-72" />}>
        <WithReads reads={[reads.week]}>
          {({ heatmap }) => <HeatmapCard heatmap={heatmap} metric={view.metric} />}
        </WithReads>
      </WidgetBoundary>
    </div>
  )
}

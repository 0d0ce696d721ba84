import type { Drift } from '@/lib/governance/drift/schema'
import type { RetrainingList } from '@/lib/governance/retraining/schema'
import type { DriftView } from '../search-params'
import { AlarmCards } from './alarm-cards'
import { CategoriesCard } from './categories-card'
import { DriftTiles } from './drift-tiles'
import { FeatureCard } from './feature-card'
import { FeaturesCard } from './features-card'
import { HistoryCard } from './history-card'
import { PerformanceCard } from './performance-card'
import { ScoresCard } from './scores-card'
import { VerdictCard } from './verdict-card'
import { WatchCard } from './watch-card'

interface DriftReportProps {
  drift: Drift
  view: DriftView
  timeZone: string
  mayAcknowledge: boolean
  /** The latest one, and whether this server can train. */
  retrainings: RetrainingList
}

/** In this order: is there an alarm, what moved, since when, what it does to the model, how the watch works. */
export function DriftReport({ drift, view, timeZone, mayAcknowledge, retrainings }: DriftReportProps) {
  return (
    <div className="flex flex-col gap-4">
      <AlarmCards
        alarms={drift.alarms}
        timeZone={timeZone}
        mayAcknowledge={mayAcknowledge}
        retrainings={retrainings}
      />
      <VerdictCard drift={drift} view={view} timeZone={timeZone} />
      <DriftTiles drift={drift} />
      {drift.detail ? <FeatureCard drift={drift} detail={drift.detail} view={view} /> : null}
      <FeaturesCard features={drift.features} view={view} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <HistoryCard drift={drift} timeZone={timeZone} feature={drift.detail?.feature ?? null} />
        <ScoresCard distribution={drift.score_distribution} />
      </div>
      <PerformanceCard performance={drift.performance} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <WatchCard drift={drift} timeZone={timeZone} />
        <CategoriesCard categories={drift.new_categories} timeZone={timeZone} />
      </div>
    </div>
  )
}

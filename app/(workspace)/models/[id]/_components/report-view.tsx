import type { ModelPage } from '@/lib/governance/models/schema'
import { AblationCard } from './ablation-card'
import { CalibrationCard } from './calibration-card'
import { ComparisonCard } from './comparison-card'
import { FeaturesCard } from './features-card'
import { MetricTiles } from './metric-tiles'
import { ModelCard } from './model-card'
import { Deleted, NotEvaluated, NotEvaluatedHere, Unreadable } from './report-states'
import { OriginsCard } from './origins-card'
import { RankingCard } from './ranking-card'
import { ReportHeader } from './report-header'
import { SavingsCard } from './savings-card'
import { SegmentsCard } from './segments-card'
import { SlicesCard } from './slices-card'
import { TypologiesCard } from './typologies-card'
import { WeeksCard } from './weeks-card'

/** The report in this order: quality, data, calibration, comparisons, limits. */
export function ReportView({ detail, timeZone }: { detail: ModelPage; timeZone: string }) {
  const { model, bundle } = detail
  if (bundle.state === 'unreadable') {
    return (
      <>
        <ReportHeader detail={detail} timeZone={timeZone} />
        {model.deleted_at === null ? (
          <Unreadable file={bundle.file} reason={bundle.reason} />
        ) : (
          <Deleted at={model.deleted_at} hash={model.manifest_sha256} timeZone={timeZone} />
        )}
      </>
    )
  }
  const { documents } = bundle
  const { report, slices } = documents
  return (
    <>
      <ReportHeader detail={detail} timeZone={timeZone} />
      {report ? (
        <>
          <MetricTiles headline={report.headline} />
          <SlicesCard slices={report.slices} />
          <CalibrationCard calibration={report.calibration} headline={report.headline} />
          <RankingCard report={report} />
          <SavingsCard report={report} curves={documents.curves} thresholds={documents.thresholds} />
          <ComparisonCard report={report} />
          <TypologiesCard typologies={report.typologies} />
          <div className="grid items-start gap-4 xl:grid-cols-2">
            <WeeksCard weeks={report.weeks} />
            <SegmentsCard segments={report.segments} />
          </div>
          <AblationCard ablation={report.ablation} balances={report.balances} />
        </>
      ) : (
        <>
          {documents.imported ? (
            <NotEvaluatedHere />
          ) : (
            <NotEvaluated name={model.name} version={model.version} />
          )}
          {slices ? <SlicesCard slices={slices} /> : null}
        </>
      )}
      <FeaturesCard names={model.features} report={report} baseline={documents.baseline} />
      {documents.card ? <ModelCard source={documents.card} /> : null}
      <OriginsCard model={model} documents={documents} />
    </>
  )
}

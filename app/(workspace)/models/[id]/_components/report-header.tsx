import { TriangleAlert } from 'lucide-react'
import { formatCount, formatStretch, shortHash } from '@/components/fraud/format-metrics'
import { formatThreshold } from '@/components/fraud/format-numbers'
import { formatDay, formatExact } from '@/components/fraud/format-time'
import { Card } from '@/components/ui/card'
import type { BundleDocuments, ModelPage, Policy } from '@/lib/governance/models/schema'
import { StageBadge } from '../../_components/stage-badge'
import { prepareHeadline } from '../prepare-headline'
import { ReportFact } from './report-fact'

/** The model, its evaluation in one sentence, and the limits of the evaluation. */
export function ReportHeader({ detail, timeZone }: { detail: ModelPage; timeZone: string }) {
  const { model, bundle, policy } = detail
  const documents = bundle.state === 'read' ? bundle.documents : null
  const report = documents?.report ?? null
  const differing = documents && model.stage === 'production' ? differingPolicy(documents, policy) : []
  return (
    <Card aria-label="Summary" className="flex flex-col gap-4 p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2 className="text-lg font-semibold">
          {model.name} <span className="figure text-muted-foreground font-medium">{model.version}</span>
        </h2>
        <StageBadge stage={model.stage} />
      </div>
      {report ? (
        <p className="max-w-4xl text-xl leading-8 font-medium tracking-tight text-pretty">
          {prepareHeadline(report)}
        </p>
      ) : null}
      <Caveats items={[...(report?.notes ?? []), ...differing]} />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-t pt-4 sm:grid-cols-4 xl:grid-cols-7">
        {documents?.training ? <TrainingFacts training={documents.training} /> : null}
        {documents?.imported ? <ImportFacts imported={documents.imported} /> : null}
        <ReportFact label="Judged by">{report && LABELS[report.labels]}</ReportFact>
        <ReportFact label="Evaluated">
          {report && <time dateTime={report.evaluatedAt}>{formatDay(report.evaluatedAt, timeZone)}</time>}
        </ReportFact>
        <ReportFact label="Activated">
          {model.activated_at && (
            <time dateTime={model.activated_at} title={formatExact(model.activated_at, timeZone)}>
              {formatDay(model.activated_at, timeZone)}
            </time>
          )}
        </ReportFact>
      </dl>
    </Card>
  )
}

const LABELS = { truth: 'what really happened', recorded: 'labels as recorded' } as const

function TrainingFacts({ training }: { training: NonNullable<BundleDocuments['training']> }) {
  return (
    <>
      <ReportFact label="Trained on">{formatCount(training.rows)} rows</ReportFact>
      <ReportFact label="Frauds in them">{formatCount(training.frauds)}</ReportFact>
      <ReportFact label="Over" title={`${training.from} to ${training.to}`}>
        {formatStretch(training.from, training.to)}
      </ReportFact>
      <ReportFact label="Data SHA-256" title={training.dataSha256}>
        {shortHash(training.dataSha256)}
      </ReportFact>
    </>
  )
}

function ImportFacts({ imported }: { imported: NonNullable<BundleDocuments['imported']> }) {
  const { library, libraryVersion, reference, history } = imported
  return (
    <>
      <ReportFact label="Imported from">
        {library} {libraryVersion}
      </ReportFact>
      <ReportFact label="Proven on">{formatCount(reference.rows)} reference rows</ReportFact>
      <ReportFact label="Calibrated on">
        {history ? `${formatCount(history.rows)} own decisions` : 'nothing: probability of the library'}
      </ReportFact>
    </>
  )
}

function Caveats({ items }: { items: string[] }) {
  if (items.length === 0) return null
  return (
    <section
      aria-label="Before you rely on these figures"
      className="border-risk-medium/45 bg-muted/40 flex max-w-4xl gap-3 rounded-md border px-3.5 py-3"
    >
      <TriangleAlert className="text-risk-medium mt-0.5 size-4 shrink-0" aria-hidden />
      <ul className="text-muted-foreground flex flex-col gap-1.5 text-[13px] text-pretty">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  )
}

/** The figures below hold at the thresholds of the bundle; a tenant may have set others. */
function differingPolicy({ thresholds }: BundleDocuments, policy: Policy | null): string[] {
  if (!policy) return []
  if (policy.review_threshold === thresholds.review && policy.block_threshold === thresholds.block) return []
  return [
    `Your policy, version ${policy.version}, reviews from ${formatThreshold(policy.review_threshold)} and blocks from ${formatThreshold(policy.block_threshold)}. Precision and recall below are measured at ${formatThreshold(thresholds.review)} and ${formatThreshold(thresholds.block)}, which the training recommended.`,
  ]
}

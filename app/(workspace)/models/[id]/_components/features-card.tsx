import { Bar } from '@/components/charts/bar'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatMetric, formatShare } from '@/components/fraud/format-metrics'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { BaselineHistograms, ModelReport } from '@/lib/governance/models/schema'
import { Measure } from '../../_components/measure'
import { inWords } from '../in-words'
import { prepareFeatures } from '../prepare-features'

const SHOWN = 12

interface FeaturesCardProps {
  names: readonly string[]
  report: ModelReport | null
  baseline: BaselineHistograms | null
}

/** Feature importance: families and features by mean absolute contribution in log-odds. */
export function FeaturesCard({ names, report, baseline }: FeaturesCardProps) {
  const rows = prepareFeatures(names, report, baseline)
  const table = (of: typeof rows, caption: string) => (
    <PlainTable
      caption={caption}
      rows={of}
      rowKey={({ name }) => name}
      columns={[
        {
          head: 'Feature',
          cell: ({ label, name }) => (
            <>
              <span className="font-normal">{label}</span>
              <span className="figure text-faint block text-xs font-normal">{name}</span>
            </>
          ),
          className: 'min-w-44',
        },
        {
          head: 'Family',
          cell: ({ family }) => <span className="text-muted-foreground">{inWords(family)}</span>,
          className: 'whitespace-nowrap',
        },
        {
          head: 'Mean |SHAP|',
          cell: ({ meanAbsShap }) => <Measure value={meanAbsShap} format={formatMetric} />,
          numeric: true,
        },
        {
          head: 'Missing in training',
          cell: ({ missing }) => <Measure value={missing} format={formatShare} />,
          numeric: true,
        },
      ]}
    />
  )
  return (
    <Card>
      <CardHeader>
        <CardTitle>Which features matter most?</CardTitle>
        <CardNote>{names.length} features; contributions in log-odds</CardNote>
      </CardHeader>
      <CardBody className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Families families={report?.families ?? []} />
        <div className="flex min-w-0 flex-col gap-3">
          {table(rows.slice(0, SHOWN), 'Strongest features')}
          {rows.length > SHOWN ? (
            <details>
              <summary className="text-muted-foreground hover:text-foreground w-fit rounded-sm text-[13px] font-medium">
                The other {rows.length - SHOWN} features
              </summary>
              <div className="mt-2">{table(rows.slice(SHOWN), 'Other features')}</div>
            </details>
          ) : null}
        </div>
      </CardBody>
    </Card>
  )
}

function Families({ families }: Pick<ModelReport, 'families'>) {
  if (families.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        The evaluation measures how far each family moves the score.
      </p>
    )
  }
  const largest = Math.max(...families.map(({ share }) => share)) || 1
  return (
    <PlainTable
      caption="Families of features by mean absolute contribution"
      rows={[...families].sort((a, b) => b.meanAbsShap - a.meanAbsShap)}
      rowKey={({ family }) => family}
      columns={[
        { head: 'Family', cell: ({ family }) => inWords(family), className: 'whitespace-nowrap' },
        { head: 'Mean |SHAP|', cell: ({ meanAbsShap }) => formatMetric(meanAbsShap), numeric: true },
        { head: 'Share', cell: ({ share }) => formatShare(share), numeric: true },
        {
          head: <span className="sr-only">Share, as a bar</span>,
          cell: ({ share }) => <Bar share={share / largest} />,
          className: 'w-1/4',
        },
      ]}
    />
  )
}

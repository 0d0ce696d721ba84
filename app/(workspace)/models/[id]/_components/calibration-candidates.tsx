import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount, formatMetric } from '@/components/fraud/format-metrics'
import { Badge } from '@/components/ui/badge'
import type { ModelReport } from '@/lib/governance/models/schema'
import { Measure } from '../../_components/measure'

const four = (value: number) => formatMetric(value, 4)

/** The tried calibrators; one that ties thousands of scores cannot ship, however small its error. */
export function CalibrationCandidates({ calibration }: Pick<ModelReport, 'calibration'>) {
  const { candidates, chosen } = calibration
  return (
    <div className="min-w-0">
      <h3 className="text-[13px] font-semibold">Calibrators compared</h3>
      <p className="text-muted-foreground mb-2 text-[13px]">
        Only candidates that keep the order of scores can be used. A tie is a group of payments that one score
        cannot tell apart.
      </p>
      <PlainTable
        caption="Calibrators compared"
        rows={candidates}
        rowKey={({ kind }) => kind}
        marked={({ kind }) => kind === chosen}
        columns={[
          {
            head: 'Kind',
            cell: ({ kind }) => (
              <span className="inline-flex flex-wrap items-center gap-x-2">
                {kind}
                {kind === chosen ? <Badge tone="outline-good">chosen</Badge> : null}
              </span>
            ),
          },
          { head: 'ECE', cell: ({ ece }) => <Measure value={ece} format={four} />, numeric: true },
          {
            head: 'ECE top 1 %',
            cell: ({ eceTop1 }) => <Measure value={eceTop1} format={formatMetric} />,
            numeric: true,
          },
          { head: 'Brier', cell: ({ brier }) => <Measure value={brier} format={four} />, numeric: true },
          {
            head: 'PR-AUC lost',
            cell: ({ prAucLoss }) => <Measure value={prAucLoss} format={four} />,
            numeric: true,
          },
          {
            head: 'Distinct scores',
            cell: ({ distinctScores }) => formatCount(distinctScores),
            numeric: true,
          },
          { head: 'Largest tie', cell: ({ largestTie }) => formatCount(largestTie), numeric: true },
        ]}
      />
    </div>
  )
}

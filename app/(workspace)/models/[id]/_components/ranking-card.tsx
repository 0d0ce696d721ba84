import { PlotFigure } from '@/components/charts/plot-figure'
import { thinPoints } from '@/components/charts/plot-spec'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatShare } from '@/components/fraud/format-metrics'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ModelReport } from '@/lib/governance/models/schema'
import { prepareGain, preparePrecisionRecall } from '../prepare-curves'

const TABLE_ROWS = 15

/** The ranking quality of the scores, and its value for reviewers. */
export function RankingCard({ report }: { report: ModelReport }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Does fraud come first?</CardTitle>
        <CardNote>On the test slice</CardNote>
      </CardHeader>
      <CardBody className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-2">
        <PlotFigure
          spec={preparePrecisionRecall(report)}
          table={
            <PlainTable
              caption="Precision by recall"
              rows={thinPoints(report.curves.precisionRecall, TABLE_ROWS)}
              rowKey={([recall, precision]) => `${recall}-${precision}`}
              columns={[
                { head: 'Recall', cell: ([recall]) => formatShare(recall), numeric: 'left' },
                { head: 'Precision', cell: ([, precision]) => formatShare(precision), numeric: true },
              ]}
            />
          }
        />
        <PlotFigure
          spec={prepareGain(report)}
          table={
            <PlainTable
              caption="Gain"
              rows={thinPoints(report.curves.gain, TABLE_ROWS)}
              rowKey={(row) => row.join('-')}
              columns={[
                { head: 'Reviewed', cell: ([reviewed]) => formatShare(reviewed), numeric: 'left' },
                { head: 'Frauds caught', cell: ([, frauds]) => formatShare(frauds), numeric: true },
                { head: 'Fraud money caught', cell: ([, , money]) => formatShare(money), numeric: true },
              ]}
            />
          }
        />
      </CardBody>
    </Card>
  )
}

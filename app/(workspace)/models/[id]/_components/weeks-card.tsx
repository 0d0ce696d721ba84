import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount, formatMetric, formatShare } from '@/components/fraud/format-metrics'
import { formatDay } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ModelReport } from '@/lib/governance/models/schema'
import { Measure } from '../../_components/measure'

/** The model's quality on the test slice by week. */
export function WeeksCard({ weeks }: Pick<ModelReport, 'weeks'>) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Does it stay accurate over time?</CardTitle>
        <CardNote>By week of the test slice</CardNote>
      </CardHeader>
      <CardBody>
        <PlainTable
          caption="Figures by week"
          rows={weeks}
          rowKey={({ from }) => from}
          columns={[
            {
              head: 'Week from (UTC)',
              cell: ({ from }) => formatDay(from, 'UTC'),
              numeric: 'left',
            },
            { head: 'Rows', cell: ({ rows }) => formatCount(rows), numeric: true },
            { head: 'Frauds', cell: ({ frauds }) => formatCount(frauds), numeric: true },
            {
              head: 'PR-AUC',
              cell: ({ prAuc }) => <Measure value={prAuc} format={formatMetric} />,
              numeric: true,
            },
            {
              head: 'Recall at 0.1 % FPR',
              cell: ({ recallAtFpr0001 }) => <Measure value={recallAtFpr0001} format={formatShare} />,
              numeric: true,
            },
            {
              head: 'ECE',
              cell: ({ ece }) => <Measure value={ece} format={(value) => formatMetric(value, 4)} />,
              numeric: true,
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}

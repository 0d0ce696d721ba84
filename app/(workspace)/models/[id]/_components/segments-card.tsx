import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount, formatMetric, formatShare } from '@/components/fraud/format-metrics'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ModelReport } from '@/lib/governance/models/schema'
import { Measure } from '../../_components/measure'
import { inWords } from '../in-words'

/** The model's quality when a part of the transaction is missing. */
export function SegmentsCard({ segments }: Pick<ModelReport, 'segments'>) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>What if fields are missing?</CardTitle>
        <CardNote>By the fields that the transaction has</CardNote>
      </CardHeader>
      <CardBody>
        <PlainTable
          caption="Figures by segment"
          rows={segments}
          rowKey={({ name }) => name}
          columns={[
            { head: 'Segment', cell: ({ name }) => inWords(name) },
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
          ]}
        />
      </CardBody>
    </Card>
  )
}

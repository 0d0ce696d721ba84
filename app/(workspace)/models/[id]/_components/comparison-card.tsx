import { Bar } from '@/components/charts/bar'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatMetric, formatShare } from '@/components/fraud/format-metrics'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { ModelReport } from '@/lib/governance/models/schema'
import { Measure } from '../../_components/measure'
import { type ComparisonRow, prepareComparisons } from '../prepare-comparisons'

const KINDS = { 'this model': 'this bundle', model: 'model', rule: 'one-line rule' } as const

/** A rule returns yes or no, so it has no ranking metric. */
const absent = (kind: ComparisonRow['kind']) => (kind === 'rule' ? 'no order' : undefined)

/** The model compared with simpler models and one-line rules. */
export function ComparisonCard({ report }: { report: ModelReport }) {
  const { rows, verdict } = prepareComparisons(report)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Against what?</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="text-sm">{verdict}</p>
        <PlainTable
          caption="Comparison with other models and one-line rules, test slice"
          rows={rows}
          rowKey={({ name }) => name}
          marked={({ kind }) => kind === 'this model'}
          columns={[
            {
              head: 'Name',
              cell: ({ name, note }) => (
                <>
                  {name}
                  {note ? <span className="text-faint block text-xs font-normal">{note}</span> : null}
                </>
              ),
              className: 'min-w-48',
            },
            {
              head: 'Kind',
              cell: ({ kind }) => <span className="text-muted-foreground">{KINDS[kind]}</span>,
              className: 'whitespace-nowrap',
            },
            {
              head: 'PR-AUC',
              cell: ({ prAuc, kind }) => (
                <Measure value={prAuc} format={formatMetric} missing={absent(kind)} />
              ),
              numeric: true,
            },
            {
              head: <span className="sr-only">PR-AUC as a bar</span>,
              cell: ({ prAuc, kind }) =>
                prAuc === null ? null : (
                  <Bar share={prAuc} tone={kind === 'this model' ? 'accent' : 'muted'} />
                ),
              className: 'hidden w-1/5 md:table-cell',
            },
            {
              head: 'Recall at 0.1 % FPR',
              cell: ({ recallAtFpr0001, kind }) => (
                <Measure value={recallAtFpr0001} format={formatShare} missing={absent(kind)} />
              ),
              numeric: true,
            },
            {
              head: 'Precision',
              cell: ({ precision }) => <Measure value={precision} format={formatShare} />,
              numeric: true,
            },
            {
              head: 'Recall',
              cell: ({ recall }) => <Measure value={recall} format={formatShare} />,
              numeric: true,
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}

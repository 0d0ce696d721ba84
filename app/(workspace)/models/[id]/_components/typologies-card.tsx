import { Bar } from '@/components/charts/bar'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount, formatMetric, formatShare, formatSum } from '@/components/fraud/format-metrics'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ModelReport } from '@/lib/governance/models/schema'
import { Measure } from '../../_components/measure'
import { inWords } from '../in-words'

/** What the model misses: kinds of fraud, the least detected first. */
export function TypologiesCard({ typologies }: Pick<ModelReport, 'typologies'>) {
  const rows = [...typologies].sort((a, b) => (a.recallAtReview ?? 2) - (b.recallAtReview ?? 2))
  return (
    <Card>
      <CardHeader>
        <CardTitle>Which frauds does it miss?</CardTitle>
        <CardNote>At the review threshold, lowest recall first</CardNote>
      </CardHeader>
      <CardBody>
        {rows.length === 0 ? (
          <p className="text-muted-foreground text-sm">The data does not name the kinds of fraud.</p>
        ) : (
          <PlainTable
            caption="Recall by kind of fraud"
            rows={rows}
            rowKey={({ name }) => name}
            columns={[
              { head: 'Kind of fraud', cell: ({ name }) => inWords(name), className: 'min-w-40' },
              { head: 'Frauds', cell: ({ frauds }) => formatCount(frauds), numeric: true },
              { head: 'Money', cell: ({ amount }) => formatSum(amount), numeric: true },
              {
                head: 'Found',
                cell: ({ recallAtReview }) => <Measure value={recallAtReview} format={formatShare} />,
                numeric: true,
              },
              {
                head: <span className="sr-only">Found, as a bar</span>,
                cell: ({ recallAtReview }) =>
                  recallAtReview === null ? null : <Bar share={recallAtReview} />,
                className: 'hidden w-1/4 md:table-cell',
              },
              {
                head: 'Of its money',
                cell: ({ valueRecallAtReview }) => (
                  <Measure value={valueRecallAtReview} format={formatShare} />
                ),
                numeric: true,
              },
              {
                head: 'Mean score',
                cell: ({ meanScore }) => <Measure value={meanScore} format={formatMetric} />,
                numeric: true,
              },
            ]}
          />
        )}
      </CardBody>
    </Card>
  )
}

import { PlainTable } from '@/components/data-table/plain-table'
import {
  formatMetric,
  formatRange,
  formatShare,
  formatSum,
  intervalOf,
} from '@/components/fraud/format-metrics'
import { formatScore, formatThreshold } from '@/components/fraud/format-numbers'
import type { BundleDocuments, Estimate, ModelReport } from '@/lib/governance/models/schema'
import { Measure } from '../../_components/measure'

interface ThresholdFiguresProps {
  report: ModelReport
  thresholds: BundleDocuments['thresholds']
}

/** The results of the two thresholds on the test slice, and the precision of a day's first reviews. */
export function ThresholdFigures({ report, thresholds }: ThresholdFiguresProps) {
  const { headline, savings, precisionAtK } = report
  const { atReview } = savings
  const rows = [
    {
      name: 'Review',
      at: thresholds.review,
      precision: headline.reviewPrecision,
      recall: headline.reviewRecall,
    },
    { name: 'Block', at: thresholds.block, precision: headline.blockPrecision, recall: headline.blockRecall },
  ]
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <section>
        <h3 className="mb-2 text-[13px] font-semibold">At the thresholds of this bundle</h3>
        <PlainTable
          caption="Precision and recall at the thresholds"
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            { head: 'Threshold', cell: ({ name }) => name },
            { head: 'Score from', cell: ({ at }) => formatScore(at), numeric: true },
            { head: 'Precision', cell: ({ precision }) => <Share estimate={precision} />, numeric: true },
            { head: 'Recall', cell: ({ recall }) => <Share estimate={recall} />, numeric: true },
          ]}
        />
        <p className="text-muted-foreground mt-2 text-[13px]">
          Reviewing from {formatThreshold(thresholds.review)} on saves{' '}
          <Measure value={atReview.netSavings?.value} format={formatSum} /> net on the test slice
          {atReview.netSavings ? ` (${intervalOf(atReview.netSavings, formatSum) ?? 'no interval'})` : ''},
          with <Measure value={atReview.reviewsPerDay} format={(value) => formatMetric(value, 0)} /> reviews a
          day.
        </p>
      </section>
      <section>
        <h3 className="mb-2 text-[13px] font-semibold">Precision among a day’s highest scores</h3>
        <PlainTable
          caption="Precision at k per day"
          rows={precisionAtK}
          rowKey={({ perDay }) => String(perDay)}
          columns={[
            { head: 'Reviews a day', cell: ({ perDay }) => perDay, numeric: 'left' },
            {
              head: 'Precision',
              cell: ({ value }) => <Measure value={value} format={formatShare} />,
              numeric: true,
            },
            {
              head: '95 % interval',
              cell: ({ low, high }) =>
                low === null || high === null ? 'not computed' : formatRange(low, high, formatShare),
              numeric: true,
            },
          ]}
        />
      </section>
    </div>
  )
}

function Share({ estimate }: { estimate: Estimate }) {
  return (
    <>
      <Measure value={estimate?.value} format={formatShare} />
      <span className="text-faint block text-xs">{intervalOf(estimate, formatShare)}</span>
    </>
  )
}

import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount, formatShare, intervalOf } from '@/components/fraud/format-metrics'
import { formatDay } from '@/components/fraud/format-time'
import type { TestSlice } from '@/lib/governance/changes/schema'

type Figure = TestSlice['pr_auc']

/** How a model did on the test slice of its bundle: all that is known while it has no scores on own traffic. */
export function TestSliceView({ slice }: { slice: TestSlice }) {
  const rows: { name: string; figure: Figure }[] = [
    { name: 'Ranking (PR-AUC)', figure: slice.pr_auc },
    { name: 'Precision of reviews and blocks', figure: slice.review_precision },
    { name: 'Recall of reviews and blocks', figure: slice.review_recall },
    { name: 'Precision of blocks', figure: slice.block_precision },
    { name: 'Recall of blocks', figure: slice.block_recall },
  ]
  return (
    <>
      <p className="text-muted-foreground text-[13px]">
        The model has not scored your payments of these days beside the production model, so what it would
        have done to them is not known. These are the figures of its bundle&rsquo;s test slice, at the
        thresholds that the bundle recommends: {formatCount(slice.payments)} payments with{' '}
        {formatCount(slice.frauds)} frauds, {formatDay(slice.from, 'UTC')} to {formatDay(slice.to, 'UTC')}.
      </p>
      <PlainTable
        caption="Figures of the test slice"
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { head: 'On the test slice', cell: ({ name }) => name },
          { head: 'Value', cell: ({ figure }) => (figure ? formatShare(figure.value) : '–'), numeric: true },
          {
            head: '95 % interval',
            cell: ({ figure }) => (figure && intervalOf(figure, formatShare)) ?? '–',
            numeric: true,
          },
        ]}
      />
    </>
  )
}

import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount, formatRange, formatShare } from '@/components/fraud/format-metrics'
import { cn } from '@/components/class-names'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Drift, DriftWeek } from '@/lib/governance/drift/schema'

/** Precision and recall by week: estimated from the scores at once, and realised as labels arrive. */
export function PerformanceCard({ performance: { weeks, arrival } }: Pick<Drift, 'performance'>) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>What does it do to the model?</CardTitle>
        <CardNote>
          {arrival.learned
            ? `Half of your fraud labels arrive within ${arrival.half_days} days, nine tenths within ${arrival.mature_days}`
            : `Too few fraud labels to learn how late they arrive: ${arrival.mature_days} days are assumed`}
        </CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="text-muted-foreground max-w-4xl text-[13px]">
          Estimates follow from calibrated scores and need no labels; they hold while the scores are accurate,
          so a fraud that the model does not see is missing from them. Grey weeks still wait for labels: their
          realised figures will change.
        </p>
        <PlainTable
          caption="Performance by week, newest first"
          rows={weeks}
          rowKey={({ week }) => week}
          columns={[
            { head: 'Week from', numeric: 'left', cell: (row) => <Grey row={row}>{row.week}</Grey> },
            { head: 'Alerts', numeric: true, cell: ({ alerts }) => formatCount(alerts) },
            { head: 'Precision, estimated', numeric: true, cell: (row) => estimate(row.estimated_precision) },
            {
              head: 'Precision, realised',
              numeric: true,
              cell: (row) => <Grey row={row}>{precisionOf(row)}</Grey>,
            },
            { head: 'Recall, estimated', numeric: true, cell: (row) => estimate(row.estimated_recall) },
            {
              head: 'Recall, realised',
              numeric: true,
              cell: (row) => <Grey row={row}>{recallOf(row)}</Grey>,
            },
            {
              head: 'Labels arrived',
              numeric: true,
              cell: ({ arrived_share: share, mature }) =>
                share === null ? (mature ? 'assumed' : 'too young') : formatShare(share),
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}

function Grey({ row, children }: { row: DriftWeek; children: string }) {
  return (
    <span className={cn(!row.mature && 'text-faint italic')}>
      {children}
      {row.mature ? null : <span className="sr-only"> (not mature)</span>}
    </span>
  )
}

const estimate = (interval: DriftWeek['estimated_precision']): string =>
  interval === null
    ? 'none'
    : `${formatShare(interval.value)} (${formatRange(interval.low, interval.high, formatShare)})`

const precisionOf = ({ precision, labelled_alerts }: DriftWeek): string =>
  precision === null ? 'no labels' : `${formatShare(precision)} of ${formatCount(labelled_alerts)}`

const recallOf = ({ recall, frauds_in_alerts, missed_frauds }: DriftWeek): string =>
  recall === null ? 'no frauds' : `${formatShare(recall)} of ${formatCount(frauds_in_alerts + missed_frauds)}`

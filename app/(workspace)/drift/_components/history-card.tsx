import { BarStrip } from '@/components/charts/bar-strip'
import { PlotFigure } from '@/components/charts/plot-figure'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount, formatShare } from '@/components/fraud/format-metrics'
import { formatProbability } from '@/components/fraud/format-numbers'
import { formatDay } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Drift } from '@/lib/governance/drift/schema'
import { formatIndex } from '../drift-words'
import { prepareHistory } from '../prepare-history'

interface HistoryCardProps {
  drift: Drift
  timeZone: string
  feature: string | null
}

/** Since when: the index of each day, with volume and alerts in the table. */
export function HistoryCard({ drift: { history, hours }, timeZone, feature }: HistoryCardProps) {
  const spec = prepareHistory(history, timeZone, feature)
  const table = (
    <PlainTable
      caption="Drift by day, newest first"
      rows={history.toReversed()}
      rowKey={({ day }) => day}
      columns={[
        { head: 'Day', numeric: 'left', cell: ({ day }) => formatDay(day, timeZone) },
        {
          head: 'Index',
          numeric: true,
          cell: ({ overall_psi: psi, is_closed }) =>
            psi === null ? (is_closed ? 'none' : 'open') : formatIndex(psi),
        },
        { head: 'Decisions', numeric: true, cell: ({ decisions }) => formatCount(decisions) },
        {
          head: 'Alerts',
          numeric: true,
          cell: ({ alerts, decisions }) => `${formatCount(alerts)} (${formatShare(alerts / decisions)})`,
        },
        {
          head: 'Mean score',
          numeric: true,
          cell: ({ average_score: score }) => (score === null ? 'none' : formatProbability(score)),
        },
      ]}
    />
  )
  return (
    <Card>
      <CardHeader>
        <CardTitle>Since when?</CardTitle>
        <CardNote>Each day against the baseline</CardNote>
      </CardHeader>
      <CardBody>
        {spec === null ? (
          <>
            <p className="text-muted-foreground mb-3 text-sm">A line appears after two complete days.</p>
            {table}
          </>
        ) : (
          <PlotFigure spec={spec} table={<div className="max-h-96 overflow-y-auto">{table}</div>} />
        )}
        {hours.length > 0 ? <Hours hours={hours} /> : null}
      </CardBody>
    </Card>
  )
}

/** What a day would hide: a feed that stopped, or a burst of alerts. */
function Hours({ hours }: Pick<Drift, 'hours'>) {
  const strips = [
    { label: 'Decisions an hour', values: hours.map(({ decisions }) => decisions), tone: 'muted' as const },
    { label: 'Alerts an hour', values: hours.map(({ alerts }) => alerts), tone: 'accent' as const },
  ]
  return (
    <div className="mt-4 flex flex-col gap-2.5">
      <h3 className="text-[13px] font-semibold">The last {hours.length} hours with decisions</h3>
      {strips.map(({ label, values, tone }) => (
        <div key={label}>
          <p className="text-muted-foreground flex justify-between text-xs">
            <span>{label}</span>
            <span className="figure text-faint">
              at most {formatCount(Math.max(...values))}, last {formatCount(values.at(-1) ?? 0)}
            </span>
          </p>
          <BarStrip values={values} greatest={Math.max(...values)} tone={tone} />
        </div>
      ))}
    </div>
  )
}

import { PlainTable } from '@/components/data-table/plain-table'
import { formatMetric, formatShare } from '@/components/fraud/format-metrics'
import { formatSigned } from '@/components/fraud/format-numbers'
import { formatDay } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import { type Drift, kindWords } from '@/lib/governance/drift/schema'
import { SIGNAL_WORDS } from '../drift-words'
import { powerWords } from '../prepare-power'

const deviations = (value: number | null): string => (value === null ? 'none' : formatSigned(value, 1))

/** How the alarm works, and how far it is from being raised. */
export function WatchCard({ drift: { watch }, timeZone }: { drift: Drift; timeZone: string }) {
  const isLearning = watch.learned_days < watch.learning_days
  return (
    <Card>
      <CardHeader>
        <CardTitle>When is it an alarm?</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3 text-sm">
        {isLearning ? (
          <p>
            The watch learns what is usual: {watch.learned_days} of {watch.learning_days} days so far.
          </p>
        ) : (
          <p>
            Evidence for a change is{' '}
            <span className="figure font-semibold">{formatMetric(watch.evidence, 2)}</span>; the alarm is
            raised at <span className="figure">{formatMetric(watch.threshold, 0)}</span>.
          </p>
        )}
        <p className="text-muted-foreground text-[13px]">
          Evidence grows only when days stay unlike the twelve weeks before, so it may be looked at every day:
          at most {formatShare(watch.false_alarm_share)} of years without a change have an alarm.
          {watch.from ? ` Watched since ${formatDay(watch.from, timeZone)}.` : ''}
        </p>
        {watch.power === null ? null : <p className="text-[13px]">{powerWords(watch.power)}</p>}
        {watch.signals.length > 0 ? (
          <PlainTable
            caption="Signals of the watch"
            rows={watch.signals}
            rowKey={({ name }) => name}
            columns={[
              { head: 'Signal', cell: ({ name }) => SIGNAL_WORDS[name] },
              {
                head: 'Last week, deviations',
                numeric: true,
                cell: ({ deviation }) => deviations(deviation),
              },
              { head: 'Evidence', numeric: true, cell: ({ evidence }) => formatMetric(evidence, 2) },
            ]}
          />
        ) : null}
        {watch.kinds.length > 0 ? (
          <PlainTable
            caption="Kinds of transactions in which fraud rises most"
            rows={watch.kinds}
            rowKey={({ kind }) => kindWords(kind)}
            columns={[
              { head: 'Fraud among', cell: ({ kind }) => kindWords(kind) },
              { head: 'Scores', numeric: true, cell: ({ suspicion }) => deviations(suspicion) },
              { head: 'Reports', numeric: true, cell: ({ reports }) => deviations(reports) },
              { head: 'Evidence', numeric: true, cell: ({ evidence }) => formatMetric(evidence, 2) },
            ]}
          />
        ) : null}
      </CardBody>
    </Card>
  )
}

import { PlainTable } from '@/components/data-table/plain-table'
import { formatMetric, formatRange, formatShare, formatSum } from '@/components/fraud/format-metrics'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { TunerFigures } from '@/lib/governance/tuner/schema'
import { figuresAtThreshold, type SourceFigures } from '../prepare-figures'
import { type Marks, thresholdText } from '../prepare-plots'

interface SourceCardProps {
  figures: SourceFigures
  marks: Marks
  /** Alerts a day. */
  capacity: number
  currency: string
}

/** One source: the threshold in force, the previewed and its own best one, beside each other. */
export function SourceCard({ figures, marks, capacity, currency }: SourceCardProps) {
  const { source, optimum } = figures
  const shown = {
    inForce: figuresAtThreshold(figures, marks.inForce),
    preview: figuresAtThreshold(figures, marks.preview),
    best: figuresAtThreshold(figures, optimum?.threshold ?? null),
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>{source.name}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <CardNote>{source.note}</CardNote>
        {source.curve ? (
          <>
            <PlainTable
              caption={`Figures of thresholds: ${source.name}`}
              rows={rowsOf(currency)}
              rowKey={({ name }) => name}
              columns={[
                { head: 'A day', cell: ({ name }) => name },
                { head: 'In force', cell: ({ value }) => value(shown.inForce), numeric: true },
                { head: 'Preview', cell: ({ value }) => value(shown.preview), numeric: true },
                { head: 'Best here', cell: ({ value }) => value(shown.best), numeric: true },
              ]}
            />
            <p className="text-muted-foreground text-[13px]">{bestInWords(figures, capacity, currency)}</p>
          </>
        ) : null}
      </CardBody>
    </Card>
  )
}

interface Row {
  name: string
  value: (figures: TunerFigures | null) => string
}

const MISSING = '–'

function rowsOf(currency: string): Row[] {
  const of = (
    name: string,
    valueOf: (figures: TunerFigures) => number | null,
    format: (value: number) => string,
  ) => ({
    name,
    value: (figures: TunerFigures | null) => {
      const value = figures && valueOf(figures)
      return value === null ? MISSING : format(value)
    },
  })
  return [
    of('Review threshold', ({ threshold }) => threshold, thresholdText),
    of('Precision', ({ precision }) => precision, formatShare),
    of('Recall', ({ recall }) => recall, formatShare),
    of('Alerts', ({ alertsPerDay }) => alertsPerDay, formatSum),
    of(
      'Hours of review',
      ({ hoursPerDay }) => hoursPerDay,
      (hours) => formatMetric(hours, 1),
    ),
    of(`Saved (${currency})`, ({ savedPerDay }) => savedPerDay, formatSum),
  ]
}

/** The best threshold with its intervals, or why there is none. */
function bestInWords({ source, optimum }: SourceFigures, capacity: number, currency: string): string {
  if (!source.recommends) return 'No threshold is recommended from so few frauds.'
  if (!optimum) {
    return source.curve?.caughtAmount
      ? `No threshold up to the block threshold fits the capacity of ${formatSum(capacity)} alerts a day.`
      : 'No threshold is recommended: the cost model needs the amounts of frauds.'
  }
  const threshold = formatRange(optimum.thresholdLow, optimum.thresholdHigh, thresholdText)
  const saved = formatRange(optimum.savedLow, optimum.savedHigh, formatSum)
  return (
    `Best within ${formatSum(capacity)} alerts a day: review from ${thresholdText(optimum.threshold)} on ` +
    `(95 % interval ${threshold}), which saves ${formatSum(optimum.savedPerDay)} ${currency} a day (${saved}).`
  )
}

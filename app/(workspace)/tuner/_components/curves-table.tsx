import { thinPoints } from '@/components/charts/plot-spec'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatShare, formatSum } from '@/components/fraud/format-metrics'
import type { TunerFigures } from '@/lib/governance/tuner/schema'
import { type Curves, thresholdText } from '../prepare-plots'

const TABLE_ROWS = 24

interface CurvesTableProps {
  /** Of the plot that the table belongs to. */
  title: string
  curves: Curves
  currency: string
}

/** Some thresholds of the curves in figures: own traffic first, the test slice where there is none. */
export function CurvesTable({ title, curves, currency }: CurvesTableProps) {
  const name = curves.own ? 'your own traffic' : 'the test slice'
  const all = (curves.own ?? curves.testSlice ?? []).filter(({ threshold }) => threshold >= 1e-4)
  const shown = (value: number | null, format: (value: number) => string) =>
    value === null ? '–' : format(value)
  return (
    <PlainTable<TunerFigures>
      caption={`${title}: thresholds on ${name}`}
      rows={thinPoints(all, TABLE_ROWS)}
      rowKey={({ threshold }) => String(threshold)}
      columns={[
        { head: 'Threshold', cell: ({ threshold }) => thresholdText(threshold), numeric: 'left' },
        { head: 'Precision', cell: ({ precision }) => shown(precision, formatShare), numeric: true },
        { head: 'Recall', cell: ({ recall }) => shown(recall, formatShare), numeric: true },
        { head: 'Alerts a day', cell: ({ alertsPerDay }) => formatSum(alertsPerDay), numeric: true },
        {
          head: `${currency} a day`,
          cell: ({ savedPerDay }) => shown(savedPerDay, formatSum),
          numeric: true,
        },
      ]}
    />
  )
}

import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount } from '@/components/fraud/format-metrics'
import { formatAmount } from '@/components/fraud/format-numbers'
import type { Released, Releases } from '@/lib/governance/changes/schema'

/** What exploration would have let through a day, before and after. */
export function ReleasesView({ releases }: { releases: Releases }) {
  const { before, after, currency, candidates, covered_days: days } = releases
  const tenth = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 })
  const rows: { name: string; text: (side: Released) => string }[] = [
    { name: 'Payments let through a day', text: (side) => tenth(side.payments_per_day) },
    { name: `Money let through a day (${currency})`, text: (side) => formatAmount(side.amount_per_day) },
    { name: `Of it fraud, expected (${currency})`, text: (side) => formatAmount(side.fraud_amount_per_day) },
  ]
  return (
    <>
      <PlainTable
        caption="What exploration would have let through"
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { head: 'In expectation', cell: ({ name }) => name },
          { head: 'Before', cell: ({ text }) => text(before), numeric: true },
          { head: 'After', cell: ({ text }) => text(after), numeric: true },
        ]}
      />
      <p className="text-muted-foreground text-[13px]">
        Of {formatCount(candidates)} payments that the score alone blocked in the last {tenth(days)} days. The
        budget of each day is taken into account; fraud by the stored scores.
      </p>
    </>
  )
}

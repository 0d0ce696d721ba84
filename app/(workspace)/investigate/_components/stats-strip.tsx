import { formatAmount, formatCapped, formatScore } from '@/components/fraud/format-numbers'
import type { Context } from '@/lib/contract/context'
import { SCAN_LIMIT, type TransactionFilter } from '@/lib/desk/transactions/schema'
import { readFigures } from '../read-figures'

const LIMIT = SCAN_LIMIT.toLocaleString('en-US')

/** Six figures of the whole filter, never of the page alone. */
export async function StatsStrip({ ctx, filter }: { ctx: Context; filter: TransactionFilter }) {
  const { value: stats } = await readFigures(ctx, filter)
  // The list below fails for the same reason and shows it.
  if (!stats) return null
  const { total, total_amount, other_currencies, average_score, complete } = stats
  const some = (count: number) => formatCapped({ count, capped: !complete })
  const figures = [
    { label: 'Transactions', value: formatCapped(total) },
    { label: `Amount, ${ctx.tenant.currency}`, value: `${formatAmount(total_amount)}${complete ? '' : '+'}` },
    { label: 'Average score', value: average_score === null ? '–' : formatScore(average_score) },
    { label: 'Confirmed fraud', value: some(stats.confirmed_fraud) },
    { label: 'False positives', value: some(stats.false_positives) },
    { label: 'Open alerts', value: some(stats.pending) },
  ]
  const notes = [
    other_currencies > 0
      ? `${some(other_currencies)} in other currencies without a rate are excluded from the amount.`
      : '',
    complete ? '' : `Figures cover the first ${LIMIT} rows searched; narrow the dates for complete figures.`,
  ].filter(Boolean)
  return (
    <section aria-label="Figures of this search" className="flex flex-col gap-1.5">
      <dl className="bg-border grid grid-cols-2 gap-px overflow-hidden rounded-lg border sm:grid-cols-3 lg:grid-cols-6">
        {figures.map(({ label, value }) => (
          <div key={label} className="bg-card flex min-w-0 flex-col px-3 py-2">
            <dt className="eyebrow">{label}</dt>
            <dd className="figure truncate text-lg font-semibold" title={value}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      {notes.length === 0 ? null : <p className="text-muted-foreground text-[13px]">{notes.join(' ')}</p>}
    </section>
  )
}

import { formatAmount, formatCapped, formatScore } from '@/components/fraud/format-numbers'
import type { Context } from '@/lib/auth'
import { summarizeTransactions } from '@/lib/transactions'
import { SCAN_LIMIT, type TransactionFilter } from '@/lib/transactions/schema'
import { readOrProblem } from '../../_lib/read-or-problem'

const LIMIT = SCAN_LIMIT.toLocaleString('en-US')

/** Five figures of the whole filter, never of the page alone. */
export async function StatsStrip({ ctx, filter }: { ctx: Context; filter: TransactionFilter }) {
  const { value: stats } = await readOrProblem(ctx, () => summarizeTransactions(ctx, filter))
  // The list below is refused for the same reason and says so.
  if (!stats) return null
  const { matches, amount, otherCurrencies, averageScore, complete } = stats
  const some = (count: number) => formatCapped({ count, capped: !complete })
  const figures = [
    {
      label: 'Transactions',
      value: formatCapped(matches),
      note: averageScore === null ? 'no score' : `average score ${formatScore(averageScore)}`,
    },
    {
      label: `Amount, ${ctx.tenant.currency}`,
      value: `${formatAmount(amount)}${complete ? '' : '+'}`,
      note: otherCurrencies > 0 ? `${some(otherCurrencies)} in other currencies left out` : 'of all of them',
    },
    { label: 'Confirmed fraud', value: some(stats.confirmedFraud), note: 'decided so' },
    { label: 'False positives', value: some(stats.falsePositives), note: 'decided so' },
    { label: 'Open alerts', value: some(stats.pendingAlerts), note: 'nobody has decided' },
  ]
  return (
    <section aria-label="Figures of this search" className="flex flex-col gap-1.5">
      <dl className="bg-border grid grid-cols-2 gap-px overflow-hidden rounded-lg border sm:grid-cols-3 lg:grid-cols-5">
        {figures.map(({ label, value, note }) => (
          <div key={label} className="bg-card flex min-w-0 flex-col px-4 py-2.5 max-sm:first:col-span-2">
            <dt className="eyebrow">{label}</dt>
            <dd className="figure truncate text-lg font-semibold" title={value}>
              {value}
            </dd>
            <dd className="text-muted-foreground truncate text-[13px]" title={note}>
              {note}
            </dd>
          </div>
        ))}
      </dl>
      {complete ? null : (
        <p className="text-muted-foreground text-[13px]">
          Added up over the first {LIMIT} rows that this search looks through. A date range or another filter
          makes them complete.
        </p>
      )}
    </section>
  )
}

import { authorize, type Context } from '@/lib/contract/context'
import { Prisma, withTenant } from '@/lib/platform/db'
import { SCAN_LIMIT, type TransactionFilter } from './filter'
import { COUNT_CAP } from '@/lib/contract/capped-count'
import type { TransactionSummary } from './schema'
import { askedOf, prepareSearch, walkedRows } from './search-rows'

interface Totals {
  looked: number
  matches: number
  amount: Prisma.Decimal | null
  other_currencies: number
  confirmed_fraud: number
  false_positives: number
  pending_alerts: number
  average_score: number | null
}

/** Adds up what a filter finds, over the first rows of the same walk that its list takes. */
export async function summarizeTransactions(
  ctx: Context,
  filter: TransactionFilter,
  { scanLimit = SCAN_LIMIT }: { scanLimit?: number } = {},
): Promise<TransactionSummary> {
  authorize(ctx, 'transaction:read')
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const search = await prepareSearch(tx, ctx, filter)
    if (!search) return NOTHING
    const [totals] = await tx.$queryRaw<Totals[]>`
      select count(*)::int as looked, count(*) filter (where matches)::int as matches,
             sum(amount) filter (where matches and currency = ${ctx.tenant.currency}) as amount,
             count(*) filter (where matches and currency <> ${ctx.tenant.currency})::int as other_currencies,
             count(*) filter (where matches and disposition = 'confirmed_fraud')::int as confirmed_fraud,
             count(*) filter (where matches and disposition = 'false_positive')::int as false_positives,
             count(*) filter (where matches and disposition is null and outcome <> 'approve')::int as pending_alerts,
             avg(score) filter (where matches) as average_score
        from (select s.amount, s.currency, s.disposition, s.outcome, s.score, ${askedOf(search, null)} as matches
                from (${walkedRows(search, scanLimit, null)}) s) t`
    return totals ? toSummary(totals, totals.looked < scanLimit) : NOTHING
  })
}

const toSummary = (totals: Totals, complete: boolean): TransactionSummary => ({
  matches: {
    count: Math.min(totals.matches, COUNT_CAP),
    capped: !complete || totals.matches > COUNT_CAP,
  },
  amount: totals.amount?.toFixed(2) ?? '0.00',
  otherCurrencies: totals.other_currencies,
  confirmedFraud: totals.confirmed_fraud,
  falsePositives: totals.false_positives,
  pendingAlerts: totals.pending_alerts,
  averageScore: totals.average_score,
  complete,
})

const NOTHING: TransactionSummary = {
  matches: { count: 0, capped: false },
  amount: '0.00',
  otherCurrencies: 0,
  confirmedFraud: 0,
  falsePositives: 0,
  pendingAlerts: 0,
  averageScore: null,
  complete: true,
}

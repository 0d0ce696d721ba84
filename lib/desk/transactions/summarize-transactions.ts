import { authorize, type Context } from '@/lib/contract/context'
import { amountText } from '@/lib/contract/currency-digits'
import { Prisma, withTenant } from '@/lib/platform/db'
import { SCAN_LIMIT, type TransactionFilter } from './filter'
import { COUNT_CAP } from '@/lib/contract/capped-count'
import type { TransactionSummary } from './schema'
import { FLAGGED, ownAmount, PENDING, S } from './scored-sql'
import { conditionsOn, prepareSearch, scannedRows } from './search'

interface Totals {
  looked: number
  matches: number
  amount: Prisma.Decimal | null
  other_currencies: number
  confirmed_fraud: number
  false_positives: number
  pending: number
  average_score: number | null
}

/** Totals of a filter, over the newest rows that its list may look through. */
export async function summarizeTransactions(
  ctx: Context,
  filter: TransactionFilter,
  { scanLimit = SCAN_LIMIT }: { scanLimit?: number } = {},
): Promise<TransactionSummary> {
  authorize(ctx, 'transaction:read')
  const { currency } = ctx.tenant
  const nothing = { ...NOTHING, total_amount: amountText(NO_AMOUNT, currency) }
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    // Figures do not depend on the order; in order of time, a range of dates bounds the scan.
    const search = await prepareSearch(tx, ctx, { ...filter, order: 'time' })
    if (!search) return nothing
    const [totals] = await tx.$queryRaw<Totals[]>`
      select count(*)::int as looked, count(*) filter (where matches)::int as matches,
             sum(amount) filter (where matches) as amount,
             count(*) filter (where matches and amount is null)::int as other_currencies,
             count(*) filter (where matches and disposition = 'confirmed_fraud')::int as confirmed_fraud,
             count(*) filter (where matches and disposition = 'false_positive')::int as false_positives,
             count(*) filter (where matches and ${PENDING} and ${FLAGGED})::int as pending,
             avg(score) filter (where matches) as average_score
        from (select ${ownAmount(S, currency)} as amount, s.disposition, s.outcome, s.score, ${conditionsOn(search, null)} as matches
                from (${scannedRows(search, scanLimit, null)}) s) t`
    return totals ? presentSummary(totals, totals.looked < scanLimit, currency) : nothing
  })
}

const NO_AMOUNT = new Prisma.Decimal(0)

const presentSummary = (totals: Totals, complete: boolean, currency: string): TransactionSummary => ({
  total: {
    count: Math.min(totals.matches, COUNT_CAP),
    capped: !complete || totals.matches > COUNT_CAP,
  },
  complete,
  total_amount: amountText(totals.amount ?? NO_AMOUNT, currency),
  other_currencies: totals.other_currencies,
  confirmed_fraud: totals.confirmed_fraud,
  false_positives: totals.false_positives,
  pending: totals.pending,
  average_score: totals.average_score,
})

const NOTHING: Omit<TransactionSummary, 'total_amount'> = {
  total: { count: 0, capped: false },
  complete: true,
  other_currencies: 0,
  confirmed_fraud: 0,
  false_positives: 0,
  pending: 0,
  average_score: null,
}

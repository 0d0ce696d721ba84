import { authorize, type Context } from '@/lib/contract/context'
import { MAX_DIGITS } from '@/lib/contract/currency-digits'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { SCAN_LIMIT, transactionFilter } from './filter'
import { presentTransactionRow, type StoredRow } from './present'
import type { TransactionRow } from './schema'
import { ORDER_BY } from './scored-sql'
import { conditionsOn, prepareSearch, scannedRows } from './search'

/** How far the amount of a similar transaction, in the institution's currency, may lie from this one, as shares of it. */
const AMOUNT_FROM = 0.5
const AMOUNT_TO = 1.5

/**
 * Transactions of the same type and risk band and about the same amount, the nearest score first, among the newest
 * rows that one search may look through.
 * @throws AppError not-found
 */
export async function listSimilar(ctx: Context, id: string, limit: number): Promise<TransactionRow[]> {
  authorize(ctx, 'transaction:read')
  const { currency } = ctx.tenant
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const subject = await readSubject(tx, ctx.tenant.id, id)
    const amount = subject.convertedAmount ?? (subject.currency === currency ? subject.amount : null)
    if (amount === null) return []
    const filter = transactionFilter.parse({
      type: subject.type,
      risk_band: subject.riskBand,
      min_amount: amount.mul(AMOUNT_FROM).toFixed(MAX_DIGITS),
      max_amount: amount.mul(AMOUNT_TO).toFixed(MAX_DIGITS),
    })
    const search = await prepareSearch(tx, ctx, filter)
    if (!search) return []
    const rows = await tx.$queryRaw<StoredRow[]>`
      select s.* from (${scannedRows(search, SCAN_LIMIT, null)}) s
       where ${conditionsOn(search, null)} and s.transaction_id <> ${id}::uuid
       order by abs(s.score - ${subject.score}::float8), ${ORDER_BY.time} limit ${limit}`
    return rows.map((row) => presentTransactionRow(row, currency))
  })
}

async function readSubject(tx: TenantClient, tenantId: string, transactionId: string) {
  const subject = await tx.scoredTransaction.findFirst({ where: { tenantId, transactionId } })
  if (!subject) throw new AppError('not-found')
  return subject
}

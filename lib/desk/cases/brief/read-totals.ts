import { OPEN_ALERT } from '@/lib/desk/transactions'
import { reasonLabel } from '@/lib/engine/policy'
import type { Tenant } from '@/lib/contract/context'
import { amountText } from '@/lib/contract/currency-digits'
import type { Prisma, TenantClient } from '@/lib/platform/db'

/** Sums over all transactions of a case, however many are listed. */
export interface BriefTotals {
  transactions: number
  first: Date | null
  last: Date | null
  /** Exact sums: one in the institution's currency, and one per currency without a rate. */
  amounts: { currency: string; amount: string }[]
  fraud: number
  genuine: number
  /** Alerts that nobody has resolved. */
  openAlerts: number
  /** Reasons why the transactions were flagged, most frequent first. */
  reasons: { label: string; transactions: number }[]
}

interface TotalsRow {
  currency: string
  amount: Prisma.Decimal
  transactions: number
  fraud: number
  genuine: number
  open_alerts: number
  first: Date
  last: Date
}

export async function readTotals(tx: TenantClient, tenant: Tenant, caseId: string): Promise<BriefTotals> {
  const { id: tenantId, currency: own } = tenant
  const rows = await tx.$queryRaw<TotalsRow[]>`
    select case when s.converted_amount is null then s.currency else ${own}::text end as currency,
           sum(coalesce(s.converted_amount, s.amount)) as amount, count(*)::int as transactions,
           (count(*) filter (where s.disposition = 'confirmed_fraud'))::int as fraud,
           (count(*) filter (where s.disposition = 'false_positive'))::int as genuine,
           (count(*) filter (where ${OPEN_ALERT}))::int as open_alerts,
           min(s.occurred_at) as first, max(s.occurred_at) as last
      from case_transactions l
      join scored_transactions s on s.tenant_id = l.tenant_id and s.transaction_id = l.transaction_id
     where l.tenant_id = ${tenantId}::uuid and l.case_id = ${caseId}::uuid
     group by 1 order by 1`
  const reasons = await tx.$queryRaw<{ code: string; transactions: number }[]>`
    select r.code, count(*)::int as transactions
      from case_transactions l
      join scored_transactions s on s.tenant_id = l.tenant_id and s.transaction_id = l.transaction_id
      cross join lateral unnest(s.reason_codes) as r (code)
     where l.tenant_id = ${tenantId}::uuid and l.case_id = ${caseId}::uuid
     group by r.code order by 2 desc, 1 limit 3`
  const sum = (pick: (row: TotalsRow) => number): number => rows.reduce((n, row) => n + pick(row), 0)
  const times = rows.flatMap(({ first, last }) => [first, last]).sort((a, b) => a.getTime() - b.getTime())
  return {
    transactions: sum((row) => row.transactions),
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    amounts: rows.map(({ currency, amount }) => ({ currency, amount: amountText(amount, currency) })),
    fraud: sum((row) => row.fraud),
    genuine: sum((row) => row.genuine),
    openAlerts: sum((row) => row.open_alerts),
    reasons: reasons.map(({ code, transactions }) => ({
      label: reasonLabel(code) ?? code,
      transactions,
    })),
  }
}

import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { reasonLabel } from '@/lib/engine/policy'
import type { CaseBrief } from '../responses'
import { getCase, SHOWN } from '../get-case'
import { readTimeline } from '../timeline'
import { type BriefTotals, composeBrief, timeIn } from './compose-brief'
import { renderPdf } from './render-pdf'

/** The case as a summary that anybody can read. @throws AppError not-found */
export async function getBrief(ctx: Context, id: string): Promise<CaseBrief> {
  authorize(ctx, 'case:read')
  const tenantId = ctx.tenant.id
  const detail = await getCase(ctx, id)
  const totals = await withTenant({ tenantId }, (tx) => readTotals(tx, tenantId, id))
  const timeline = await readTimeline(ctx, id, { limit: SHOWN })
  // That somebody printed the case is no news of the case.
  const told = timeline.items.filter(({ action }) => action !== 'case.exported').toReversed()
  return composeBrief(detail, totals, told, { baseUrl: env().NEXTAUTH_URL, timeZone: ctx.tenant.timeZone })
}

/** The brief as a PDF. It leaves the product, so the trail says who took it. @throws AppError not-found */
export async function exportBrief(ctx: Context, id: string): Promise<{ name: string; pdf: Uint8Array }> {
  const brief = await getBrief(ctx, id)
  const pdf = await renderPdf(brief, { bank: ctx.tenant.name, time: timeIn(ctx.tenant.timeZone) })
  await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    writeAudit(tx, ctx, {
      action: 'case.exported',
      objectKind: 'case',
      objectId: id,
      after: { format: 'pdf', transactions: brief.transactions.length, of: brief.transaction_count },
    }),
  )
  return { name: `${brief.key}.pdf`, pdf }
}

interface TotalsRow {
  currency: string
  amount: string
  transactions: number
  fraud: number
  honest: number
  first: Date
  last: Date
}

async function readTotals(tx: TenantClient, tenantId: string, caseId: string): Promise<BriefTotals> {
  const rows = await tx.$queryRaw<TotalsRow[]>`
    select s.currency, sum(s.amount)::text as amount, count(*)::int as transactions,
           (count(*) filter (where s.disposition = 'confirmed_fraud'))::int as fraud,
           (count(*) filter (where s.disposition = 'false_positive'))::int as honest,
           min(s.occurred_at) as first, max(s.occurred_at) as last
      from case_transactions l
      join scored_transactions s on s.tenant_id = l.tenant_id and s.transaction_id = l.transaction_id
     where l.tenant_id = ${tenantId}::uuid and l.case_id = ${caseId}::uuid
     group by s.currency order by s.currency`
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
    amounts: rows.map(({ currency, amount }) => ({ currency, amount })),
    fraud: sum((row) => row.fraud),
    honest: sum((row) => row.honest),
    reasons: reasons.map(({ code, transactions }) => ({
      label: reasonLabel(code) ?? code,
      transactions,
    })),
  }
}

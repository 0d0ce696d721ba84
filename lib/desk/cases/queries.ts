import { authorize, type Context } from '@/lib/contract/context'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { type CappedCount, COUNT_CAP, toCappedCount } from '@/lib/contract/capped-count'
import type { CaseStats, CaseSummary } from './responses'
import type { CaseFilter } from './bodies'
import { conditionsOf, matches } from './conditions'
import { presentSummary, readSummaries } from './summaries'

/** A page about one transaction or entity shows so many of its cases. */
const RELATED = 50

/** How the work stands: each figure counts what the list with the same filters shows. */
export async function caseLoad(ctx: Context): Promise<CaseStats> {
  authorize(ctx, 'case:read')
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const count = (filter: Partial<CaseFilter>) => countCases(tx, ctx, { status: 'active', ...filter })
    return {
      open: await count({}),
      overdue: await count({ overdue: true }),
      critical: await count({ priority: 'critical' }),
      unassigned: await count({ assigned_to: 'unassigned' }),
      mine: await count({ assigned_to: 'me' }),
    }
  })
}

async function countCases(tx: TenantClient, ctx: Context, filter: Partial<CaseFilter>): Promise<CappedCount> {
  const where = Prisma.join(conditionsOf(ctx, filter), ' and ')
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from (select 1 from cases c where ${where} limit ${COUNT_CAP + 1}) found`
  const n = row?.n ?? 0
  return toCappedCount(n)
}

/** The cases that a transaction is part of, those touched last first, closed ones included. */
export const listCasesOfTransaction = (ctx: Context, transactionId: string): Promise<CaseSummary[]> =>
  readRelated(
    ctx,
    Prisma.sql`exists (select 1 from case_transactions t where t.tenant_id = c.tenant_id and t.case_id = c.id
      and t.transaction_id = ${transactionId}::uuid)`,
  )

/** Cases by number or a part of their title, those touched last first; for pickers and the palette. */
export const findCases = (ctx: Context, q: string, limit = 10): Promise<CaseSummary[]> =>
  readRelated(ctx, matches(q.trim()), limit)

async function readRelated(ctx: Context, condition: Prisma.Sql, limit = RELATED): Promise<CaseSummary[]> {
  authorize(ctx, 'case:read')
  const order = Prisma.sql`c.updated_at desc, c.id desc`
  const found = Prisma.sql`
    select c.* from cases c where c.tenant_id = ${ctx.tenant.id}::uuid and ${condition} order by ${order} limit ${limit}`
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) => readSummaries(tx, found, order))
  return rows.map(presentSummary)
}

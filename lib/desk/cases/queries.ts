import { authorize, type Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { presentSummary, type SummaryRow } from './present'
import type { CaseSummary } from './schema'

/** Cases that a page about one transaction or entity shows, at most. */
const RELATED = 50

/** The cases that a query finds, with names and counts. `cases` selects from the table; `order` refers to its alias `c`. */
export const readSummaries = (tx: TenantClient, cases: Prisma.Sql, order: Prisma.Sql) =>
  tx.$queryRaw<SummaryRow[]>`
    select c.*, a.full_name as assignee_name, m.full_name as creator_name,
           (select count(*)::int from case_transactions x
             where x.tenant_id = c.tenant_id and x.case_id = c.id) as transaction_count,
           (select count(*)::int from case_entities x
             where x.tenant_id = c.tenant_id and x.case_id = c.id) as entity_count,
           (select count(*)::int from case_notes x
             where x.tenant_id = c.tenant_id and x.case_id = c.id) as note_count
      from (${cases}) c
      left join users a on a.tenant_id = c.tenant_id and a.id = c.assignee_id
      left join users m on m.tenant_id = c.tenant_id and m.id = c.created_by
     order by ${order}`

/** The cases that hold a transaction, closed ones included, updated last first. */
export const listCasesOfTransaction = (ctx: Context, transactionId: string): Promise<CaseSummary[]> =>
  readRelated(
    ctx,
    Prisma.sql`exists (select 1 from case_transactions t where t.tenant_id = c.tenant_id and t.case_id = c.id
      and t.transaction_id = ${transactionId}::uuid)`,
  )

/** Cases that meet a condition over their alias `c`, newest update first. */
export async function readRelated(
  ctx: Context,
  condition: Prisma.Sql,
  limit = RELATED,
): Promise<CaseSummary[]> {
  authorize(ctx, 'case:read')
  const order = Prisma.sql`c.updated_at desc, c.id desc`
  const found = Prisma.sql`
    select c.* from cases c where c.tenant_id = ${ctx.tenant.id}::uuid and ${condition} order by ${order} limit ${limit}`
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) => readSummaries(tx, found, order))
  return rows.map(presentSummary)
}

export interface CaseOfEntity extends CaseSummary {
  /** True where the entity itself is linked to the case. */
  named: boolean
  /** How many of the given transactions it holds. */
  transactions: number
}

interface Link {
  case_id: string
  named: boolean
  transactions: number
}

const MOST_CASES = 20

/** The cases that name an entity or hold one of the given transactions: open ones first, at most 20. */
export async function listCasesOfEntity(
  ctx: Context,
  { kind, id }: EntityRef,
  transactionIds: readonly string[],
): Promise<CaseOfEntity[]> {
  authorize(ctx, 'case:read')
  const tenantId = ctx.tenant.id
  const order = Prisma.sql`c.status = 'closed', c.updated_at desc, c.id desc`
  return withTenant({ tenantId }, async (tx) => {
    const links = await tx.$queryRaw<Link[]>`
      select c.id as case_id, bool_or(l.named) as named, (count(*) filter (where not l.named))::int as transactions
        from (select case_id, true as named from case_entities
               where tenant_id = ${tenantId}::uuid and kind = ${kind} and entity_id = ${id}
               union all
              select case_id, false from case_transactions
               where tenant_id = ${tenantId}::uuid and transaction_id = any(${transactionIds}::uuid[])) l
        join cases c on c.tenant_id = ${tenantId}::uuid and c.id = l.case_id
       group by c.tenant_id, c.id order by ${order} limit ${MOST_CASES}`
    const ids = links.map(({ case_id }) => case_id)
    const found = Prisma.sql`select c.* from cases c where c.tenant_id = ${tenantId}::uuid and c.id = any(${ids}::uuid[])`
    const rows = await readSummaries(tx, found, order)
    return rows.flatMap((row) => {
      const link = links.find(({ case_id }) => case_id === row.id)
      return link ? [{ ...presentSummary(row), named: link.named, transactions: link.transactions }] : []
    })
  })
}

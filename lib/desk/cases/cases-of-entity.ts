import { authorize, type Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { Prisma, withTenant } from '@/lib/platform/db'
import type { CaseSummary } from './responses'
import { presentSummary, readSummaries } from './summaries'

export interface CaseOfEntity extends CaseSummary {
  /** The case names the entity itself. */
  named: boolean
  /** How many of the transactions given it holds. */
  transactions: number
}

interface Link {
  case_id: string
  named: boolean
  transactions: number
}

const MOST_CASES = 20

/** The cases that name an entity or hold one of its transactions: those under way first, at most 20. */
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

import { authorize, type Context } from '@/lib/auth/context'
import { Prisma, withTenant } from '@/lib/platform/db'
import { rowsOf } from './entity-rows'
import { NETWORK_LIMITS } from './network-schema'
import type { EntityRef } from './schema'

export interface EntityCase {
  id: string
  number: number
  title: string
  status: 'open' | 'investigating' | 'pending' | 'escalated' | 'closed'
  priority: 'critical' | 'high' | 'medium' | 'low'
  updatedAt: string
  /** The case names the entity itself. */
  named: boolean
  /** Transactions of the entity in the case, of its newest 2,000. */
  transactions: number
}

type Row = Omit<EntityCase, 'updatedAt'> & { updated_at: Date }
const MOST_CASES = 20

/** The cases that name the entity or hold one of its newest transactions: those under way first, at most 20. */
export async function listEntityCases(ctx: Context, { kind, id }: EntityRef): Promise<EntityCase[]> {
  authorize(ctx, 'case:read')
  const tenantId = ctx.tenant.id
  const rows = await withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<Row[]>`
      with own as materialized (${rowsOf(tenantId, kind, Prisma.sql`${id}::text`, { limit: NETWORK_LIMITS.rows })}),
      linked as (
        select case_id, true as named from case_entities
         where tenant_id = ${tenantId}::uuid and kind = ${kind} and entity_id = ${id}
         union all
        select l.case_id, false from own
          join case_transactions l on l.tenant_id = own.tenant_id and l.transaction_id = own.transaction_id)
      select c.id, c.number, c.title, c.status, c.priority, c.updated_at, bool_or(linked.named) as named,
             (count(*) filter (where not linked.named))::int as transactions
        from linked join cases c on c.tenant_id = ${tenantId}::uuid and c.id = linked.case_id
       group by c.tenant_id, c.id
       order by c.status = 'closed', c.updated_at desc limit ${MOST_CASES}`,
  )
  return rows.map(({ updated_at, ...row }) => ({ ...row, updatedAt: updated_at.toISOString() }))
}

import { authorize, type Context } from '@/lib/contract/context'
import { type CaseOfEntity, listCasesOfEntity } from '@/lib/desk/cases'
import type { EntityRef } from '@/lib/contract/entities'
import { Prisma, withTenant } from '@/lib/platform/db'
import { rowsOf } from './entity-rows'
import { NETWORK_LIMITS } from './network-schema'

/** The cases that name the entity or hold one of its newest 2,000 transactions: those under way first, at most 20. */
export async function listEntityCases(ctx: Context, entity: EntityRef): Promise<CaseOfEntity[]> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  const newest = rowsOf(tenantId, entity.kind, Prisma.sql`${entity.id}::text`, { limit: NETWORK_LIMITS.rows })
  const own = await withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<{ transaction_id: string }[]>`select transaction_id from (${newest}) newest`,
  )
  return listCasesOfEntity(
    ctx,
    entity,
    own.map(({ transaction_id }) => transaction_id),
  )
}

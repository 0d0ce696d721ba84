import { authorize, type Context } from '@/lib/contract/context'
import { FLAGGED, PENDING } from '@/lib/desk/transactions'
import { withTenant } from '@/lib/platform/db'
import { type CappedCount, COUNT_CAP, toCappedCount } from '@/lib/contract/capped-count'

/** How many alerts wait for a decision, counted up to the cap. */
export async function countOpenAlerts(ctx: Context): Promise<CappedCount> {
  authorize(ctx, 'transaction:read')
  const [row] = await withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from (
      select 1 from scored_transactions
       where tenant_id = ${ctx.tenant.id}::uuid and ${FLAGGED} and ${PENDING}
       limit ${COUNT_CAP + 1}) open`,
  )
  return toCappedCount(row?.n ?? 0)
}

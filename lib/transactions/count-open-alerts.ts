import { authorize, type Context } from '@/lib/auth/context'
import { withTenant } from '@/lib/platform/db'
import { COUNT_CAP, type CappedCount } from './schema'

/** How many alerts wait for a decision, counted up to the cap. */
export async function countOpenAlerts(ctx: Context): Promise<CappedCount> {
  authorize(ctx, 'transaction:read')
  const [row] = await withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from (
      select 1 from scored_transactions
       where tenant_id = ${ctx.tenant.id}::uuid and outcome <> 'approve' and disposition is null
       limit ${COUNT_CAP + 1}) open`,
  )
  const n = row?.n ?? 0
  return { count: Math.min(n, COUNT_CAP), capped: n > COUNT_CAP }
}

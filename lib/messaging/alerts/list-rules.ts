import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { presentRule } from './present'
import type { RuleList } from './schema'

/** All alert rules of the institution, by name. */
export async function listRules(ctx: Context): Promise<RuleList> {
  authorize(ctx, 'alert:manage')
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    tx.alertRule.findMany({ where: { tenantId: ctx.tenant.id }, orderBy: { name: 'asc' } }),
  )
  return { items: rows.map(presentRule) }
}

import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { readTenant } from './get-tenant'

/**
 * Ends four eyes by the operator, for an institution without a second administrator. The audit log has the reason, and a trigger on
 * it notifies all administrators (prisma/functions/administrator-notices.sql).
 * @returns how many administrators are active; null where four eyes are off already
 */
export async function endFourEyes(ctx: Context, reason: string): Promise<number | null> {
  authorize(ctx, 'tenant:write')
  const { id: tenantId } = ctx.tenant
  return await withTenant({ tenantId }, async (tx) => {
    await tx.$queryRaw`select 1 from tenants where id = ${tenantId}::uuid for no key update`
    const { four_eyes: on, version } = await readTenant(tx)
    if (!on) return null
    await tx.tenant.updateMany({ data: { fourEyes: false, settingsVersion: version + 1 } })
    await writeAudit(tx, ctx, {
      action: 'tenant.four-eyes-ended',
      objectKind: 'tenant',
      objectId: tenantId,
      before: { four_eyes: true },
      after: { four_eyes: false, reason },
    })
    return await tx.user.count({ where: { tenantId, role: 'admin', status: 'active' } })
  })
}

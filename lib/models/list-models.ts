import { authorize, type Context } from '@/lib/auth/context'
import { withTenant } from '@/lib/platform/db'

/** The tenant's registered models, newest first, and the policy in force. */
export async function listModels(ctx: Context) {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => ({
    models: await tx.modelVersion.findMany({ where: { tenantId }, orderBy: { id: 'desc' }, take: 200 }),
    policy: await tx.policy.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } }),
  }))
}

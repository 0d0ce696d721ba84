import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'

/** Sets the country whose national phone numbers the tenant sends. Numbers that are stored stay: they are international. */
export async function setCountry(ctx: Context, country: string): Promise<void> {
  authorize(ctx, 'tenant:write')
  const { id, country: before } = ctx.tenant
  await withTenant({ tenantId: id }, async (tx) => {
    await tx.$executeRaw`update tenants set country = ${country} where id = ${id}::uuid`
    await writeAudit(tx, ctx, {
      action: 'tenant.country-changed',
      objectKind: 'tenant',
      objectId: id,
      before: { country: before },
      after: { country },
    })
  })
}

import { writeAudit } from '@/lib/access/audit'
import { forgetApiKeys, forgetSessions } from '@/lib/access/auth'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { readSettings } from './get-tenant'
import type { TenantSettings } from './schema'

/**
 * Sets the country whose national phone numbers the tenant sends; null accepts international numbers only. Numbers that are
 * stored stay: they are international. It takes effect here at once, on other servers within 15 seconds.
 */
export async function setCountry(ctx: Context, country: string | null): Promise<TenantSettings> {
  authorize(ctx, 'tenant:write')
  const { id } = ctx.tenant
  const settings = await withTenant({ tenantId: id }, async (tx) => {
    await tx.$executeRaw`select 1 from tenants where id = ${id}::uuid for update`
    const before = await readSettings(tx, id)
    await tx.$executeRaw`update tenants set country = ${country} where id = ${id}::uuid`
    await writeAudit(tx, ctx, {
      action: 'tenant.country-changed',
      objectKind: 'tenant',
      objectId: id,
      before: { country: before.country },
      after: { country },
    })
    return { ...before, country }
  })
  forgetSessions()
  forgetApiKeys()
  return settings
}

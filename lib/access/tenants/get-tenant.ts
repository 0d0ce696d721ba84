import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { presentInstitutionSettings, presentTenant } from './present'
import type { InstitutionSettings, TenantSettings } from './schema'

/** The settings as stored: those of the context are up to 15 s old. */
export async function getTenant(ctx: Context): Promise<TenantSettings> {
  authorize(ctx, 'tenant:write')
  return withTenant({ tenantId: ctx.tenant.id }, (tx) => readTenant(tx))
}

/** The tenant of the transaction. */
export const readTenant = async (tx: TenantClient): Promise<TenantSettings> =>
  presentTenant(await tx.tenant.findFirstOrThrow({}))

/** What the tenant of the transaction has set for reviews, costs and approvals. */
export const readInstitutionSettings = async (tx: TenantClient): Promise<InstitutionSettings> =>
  presentInstitutionSettings(await tx.tenant.findFirstOrThrow({}))

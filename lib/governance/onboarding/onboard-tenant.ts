import { createTenant, type TenantSetup } from '@/lib/access/tenants'
import type { User } from '@/lib/access/users/schema'
import type { Context } from '@/lib/contract/context'
import { registerModel } from '@/lib/governance/models'
import { withTenant } from '@/lib/platform/db'

export interface OnboardingSetup extends TenantSetup {
  model: { name: string; version: string }
}

/**
 * Creates a tenant with its users and puts a model into production with the policy that the model recommends. Safe to
 * repeat after a failure: it continues where it stopped.
 */
export async function onboardTenant(
  ownerUrl: string,
  { model, ...setup }: OnboardingSetup,
): Promise<{ ctx: Context; users: User[] }> {
  const created = await createTenant(ownerUrl, setup)
  const tenantId = setup.tenant.id
  const production = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findFirst({ where: { tenantId, stage: 'production' } }),
  )
  if (!production) await registerModel(created.ctx, model.name, model.version)
  return created
}

import { FEATURE_NAMES } from '@/lib/engine/features'
import { getModel } from '@/lib/engine/inference'
import { registerModel, stageModel } from '@/lib/governance/models'
import type { Tenant } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { systemContext } from '@/lib/access/tenants'
import { DEMO_MODEL, DEMO_MODELS_BESIDE } from './demo-banks'

/**
 * The models of a demo tenant: those for comparison, and the production model where this build cannot load the former
 * one.
 */
export async function keepDemoModels(tenant: Tenant): Promise<void> {
  const ctx = systemContext(tenant, 'seed')
  const production = await withTenant({ tenantId: tenant.id }, (tx) =>
    tx.modelVersion.findFirst({ where: { tenantId: tenant.id, stage: 'production' } }),
  )
  if (!production || !(await isHere(production)))
    await registerModel(ctx, DEMO_MODEL.name, DEMO_MODEL.version)
  for (const { name, version } of DEMO_MODELS_BESIDE) await stageModel(ctx, name, version)
}

const isHere = ({ name, version }: { name: string; version: string }): Promise<boolean> =>
  getModel(name, version, { knownFeatures: FEATURE_NAMES }).then(
    () => true,
    () => false,
  )

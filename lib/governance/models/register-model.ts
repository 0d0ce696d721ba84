import { authorize, type Context } from '@/lib/contract/context'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { getModel, type Model } from '@/lib/engine/inference'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { bundleColumns, recommendedThresholds } from './bundle-columns'
import { type ModelRow } from './find-model'
import { atTheSameMoment, lockStages } from './lock-stages'
import { replaceProduction } from './replace-production'

/**
 * Registers a bundle of this build for the tenant, where it is not yet, and puts it into production with the
 * thresholds that it recommends, from whatever stage: for operators and new institutions. The bundle is verified first;
 * one that fails is rejected and nothing changes.
 * @throws AppError conflict where the bundle was registered with other contents, or another registration was faster
 */
export async function registerModel(ctx: Context, name: string, version: string): Promise<{ id: string }> {
  authorize(ctx, 'policy:write')
  const model = await getModel(name, version, { knownFeatures: FEATURE_NAMES })
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    await lockStages(tx, tenantId)
    const row = await findOrRegister(tx, tenantId, model)
    await replaceProduction(tx, ctx, row, recommendedThresholds(model), 'model.activated')
    return { id: row.id }
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    throw atTheSameMoment(error)
  })
}

async function findOrRegister(tx: TenantClient, tenantId: string, model: Model): Promise<ModelRow> {
  const { name, version, manifestSha256 } = model
  const known = await tx.modelVersion.findFirst({ where: { tenantId, name, version } })
  if (known && (known.stage === 'deleted' || known.manifestSha256 !== manifestSha256)) {
    throw new AppError('conflict', { detail: `${name}/${version} was registered with other contents.` })
  }
  return (
    known ??
    (await tx.modelVersion.create({
      data: { tenantId, id: newId(), ...bundleColumns(model), stage: 'registered' },
    }))
  )
}

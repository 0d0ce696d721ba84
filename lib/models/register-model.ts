import { writeAudit } from '@/lib/audit'
import { authorize, type Context } from '@/lib/auth/context'
import { FEATURE_NAMES } from '@/lib/features'
import { getModel } from '@/lib/inference'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'

/**
 * Registers a bundle of this build for the tenant and puts it into production with the thresholds that it recommends.
 * The bundle proves itself first; one that fails is refused and nothing changes.
 */
export async function registerModel(ctx: Context, name: string, version: string): Promise<{ id: string }> {
  authorize(ctx, 'policy:write')
  const model = await getModel(name, version, { knownFeatures: FEATURE_NAMES })
  const { thresholds, metrics } = model.manifest
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const id = newId()
    await tx.modelVersion.updateMany({
      where: { tenantId, stage: 'production' },
      data: { stage: 'archived' },
    })
    await tx.modelVersion.create({
      data: {
        ...{ tenantId, id, name, version, metrics },
        stage: 'production',
        manifestSha256: model.manifestSha256,
        featureNames: [...model.featureNames],
        activatedAt: new Date(),
      },
    })
    const latest = await tx.policy.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } })
    const policy = {
      version: (latest?.version ?? 0) + 1,
      reviewThreshold: thresholds.review,
      blockThreshold: thresholds.block,
      mediumFrom: thresholds.mediumFrom,
      highFrom: thresholds.highFrom,
    }
    const createdBy = ctx.actor.kind === 'user' ? ctx.actor.id : null
    await tx.policy.create({ data: { tenantId, id: newId(), createdBy, ...policy } })
    const after = { model: `${name}/${version}`, policy }
    await writeAudit(tx, ctx, { action: 'model.activated', objectKind: 'model-version', objectId: id, after })
    return { id }
  })
}

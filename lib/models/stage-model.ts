import { writeAudit } from '@/lib/audit'
import { authorize, type Context } from '@/lib/auth/context'
import { FEATURE_NAMES } from '@/lib/features'
import { getModel } from '@/lib/inference'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'

/**
 * Registers a bundle of this build beside the one in production, to be read and compared; it scores nothing. The bundle
 * proves itself first. One that is registered already stays as it is.
 */
export async function stageModel(ctx: Context, name: string, version: string): Promise<{ id: string }> {
  authorize(ctx, 'policy:write')
  const { manifestSha256, featureNames, manifest } = await getModel(name, version, {
    knownFeatures: FEATURE_NAMES,
  })
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const known = await tx.modelVersion.findFirst({ where: { tenantId, name, version } })
    if (known) return { id: known.id }
    const id = newId()
    const bundle = {
      ...{ name, version, manifestSha256, featureNames: [...featureNames] },
      metrics: manifest.metrics,
    }
    await tx.modelVersion.create({ data: { tenantId, id, ...bundle, stage: 'staging' } })
    const after = { model: `${name}/${version}` }
    await writeAudit(tx, ctx, { action: 'model.staged', objectKind: 'model-version', objectId: id, after })
    return { id }
  })
}

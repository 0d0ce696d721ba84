import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { getModel } from '@/lib/engine/inference'
import { announce } from '@/lib/messaging/live'
import { withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { bundleColumns } from './bundle-columns'

/**
 * Registers a bundle of this build for comparison, after its verification. It does not score. A registered bundle stays
 * unchanged.
 */
export async function stageModel(ctx: Context, name: string, version: string): Promise<{ id: string }> {
  authorize(ctx, 'policy:write')
  const model = await getModel(name, version, { knownFeatures: FEATURE_NAMES })
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const known = await tx.modelVersion.findFirst({ where: { tenantId, name, version } })
    if (known) return { id: known.id }
    const id = newId()
    await tx.modelVersion.create({ data: { tenantId, id, ...bundleColumns(model), stage: 'registered' } })
    const after = { model: `${name}/${version}` }
    await writeAudit(tx, ctx, { action: 'model.staged', objectKind: 'model-version', objectId: id, after })
    await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
    return { id }
  })
}

import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { getModel, type Model } from '@/lib/engine/inference'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { bundleColumns } from './bundle-columns'

/**
 * Registers a bundle of this build for the tenant, where it is not yet, and puts it into production with the
 * thresholds that it recommends. The bundle is verified first; one that fails is rejected and nothing changes.
 * @throws AppError conflict where the bundle was registered with other contents, or another registration was faster
 */
export async function registerModel(ctx: Context, name: string, version: string): Promise<{ id: string }> {
  authorize(ctx, 'policy:write')
  const model = await getModel(name, version, { knownFeatures: FEATURE_NAMES })
  const { thresholds } = model.manifest
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    if (!(await lockActivation(tx, tenantId))) throw atTheSameMoment()
    await tx.modelVersion.updateMany({
      where: { tenantId, stage: 'production' },
      data: { stage: 'archived' },
    })
    const id = await putIntoProduction(tx, tenantId, model)
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
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    throw atTheSameMoment(error)
  })
}

/** A concurrent activation fails at once: waiting for the first one would end in a timeout. */
async function lockActivation(tx: TenantClient, tenantId: string): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`model-activation:${tenantId}`}, 0)) as taken`
  return lock?.taken === true
}

const atTheSameMoment = (cause?: unknown): AppError =>
  new AppError('conflict', { detail: 'Another model was put into production at the same moment.', cause })

async function putIntoProduction(tx: TenantClient, tenantId: string, model: Model): Promise<string> {
  const { name, version, manifestSha256 } = model
  const production = { stage: 'production', activatedAt: new Date() }
  const known = await tx.modelVersion.findFirst({ where: { tenantId, name, version } })
  if (known && known.manifestSha256 !== manifestSha256) {
    throw new AppError('conflict', { detail: `${name}/${version} was registered with other contents.` })
  }
  if (known) {
    await tx.modelVersion.updateMany({ where: { tenantId, id: known.id }, data: production })
    return known.id
  }
  const id = newId()
  await tx.modelVersion.create({ data: { tenantId, id, ...bundleColumns(model), ...production } })
  return id
}

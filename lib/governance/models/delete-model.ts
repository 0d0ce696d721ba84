import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { deleteBundleFiles } from '@/lib/scoring/bundles'
import { findModel, type ModelRow, nameOf } from './find-model'
import { atTheSameMoment, lockStages } from './lock-stages'
import { presentModel } from './present'
import { lockBundleFiles } from './require-room'
import type { RegisteredModel } from './schema'
import { isDeletable, type ModelStage } from './stages'

/**
 * Deletes the files of a version that the institution uploaded, imported or trained, and that was never the canary or in
 * production. What the version was stays: its row, and the audit log. Its name and version are not given to another bundle.
 * @throws AppError not-found; conflict with the reason where the version is needed
 */
export async function deleteModel(ctx: Context, id: string): Promise<RegisteredModel> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => {
    await lockStages(tx, tenantId)
    await lockBundleFiles(tx, tenantId)
    const row = await findModel(tx, tenantId, id)
    const needed = whyNeeded(row) ?? (await whyInUse(tx, row))
    if (needed !== null) throw new AppError('conflict', { detail: `${nameOf(row)} ${needed}` })
    const next = {
      stage: 'deleted',
      stageVersion: row.stageVersion + 1,
      deletedAt: new Date(),
      deletedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
    }
    const { count } = await tx.modelVersion.updateMany({
      where: { tenantId, id, stageVersion: row.stageVersion },
      data: next,
    })
    if (count !== 1) throw atTheSameMoment()
    const bytes = await deleteBundleFiles(tx, id)
    await writeAudit(tx, ctx, {
      action: 'model.deleted',
      objectKind: 'model-version',
      objectId: id,
      before: { model: nameOf(row), stage: row.stage, manifest_sha256: row.manifestSha256 },
      after: { model: nameOf(row), stage: 'deleted', bytes },
    })
    await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
    return presentModel({ ...row, ...next })
  })
}

/** Why the row itself says that the version is needed. */
function whyNeeded(row: ModelRow): string | null {
  if (row.stage === 'deleted') return 'was deleted already.'
  if (row.origin !== 'institution') return 'is part of this installation, not of your institution.'
  if (row.activatedAt !== null) return 'was in production. Its decisions are explained with its bundle.'
  if (isDeletable(row.stage as ModelStage)) return null
  return `is ${row.stage === 'canary' ? 'the canary' : 'a shadow model'}. Archive it first.`
}

/** Why something else needs it. */
async function whyInUse(tx: TenantClient, { tenantId, id, name, version }: ModelRow): Promise<string | null> {
  // Its count of decisions cannot tell: it is stored a moment after them, and no more once the run has ended.
  const run = await tx.canaryRun.findFirst({
    where: { tenantId, modelVersionId: id },
    select: { stageVersion: true },
  })
  if (run) return 'was the canary. What it decided is explained with its bundle.'
  const change = await tx.changeRequest.findFirst({
    where: {
      tenantId,
      status: { in: ['pending', 'scheduled'] },
      payload: { path: ['model_id'], equals: id },
    },
    select: { id: true },
  })
  if (change) return 'is named by a change request that waits. Reject or withdraw the change first.'
  const retraining = await tx.retraining.findFirst({
    where: { tenantId, modelName: name, modelVersion: version, finishedAt: null },
    select: { id: true },
  })
  return retraining ? 'is being placed by its retraining. Wait for its end.' : null
}

import { type AuditContext, writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { findModel, nameOf, requireStep } from './find-model'
import { atTheSameMoment, lockStages } from './lock-stages'
import { presentModel } from './present'
import { provenModel } from './prove-version'
import type { RegisteredModel, StageChange } from './schema'
import { isChallenger, MAX_CHALLENGERS } from './stages'

/**
 * Moves a model to another stage that is not production, unless its stage has changed since `stageVersion` was read. A
 * model that is to score as a challenger is verified first.
 * @throws AppError not-found, version-conflict, conflict, bundle-rejected
 */
export async function setStage(
  ctx: Context,
  id: string,
  stageVersion: number,
  change: StageChange,
): Promise<RegisteredModel> {
  authorize(ctx, 'policy:write')
  if (isChallenger(change.stage)) await proveModel(ctx, id)
  return await withTenant({ tenantId: ctx.tenant.id }, (tx) => moveModel(tx, ctx, id, change, stageVersion))
}

/** Verifies the bundle of a registered model and keeps the model in memory. @throws AppError not-found, conflict, bundle-rejected */
export async function proveModel(ctx: Context, id: string): Promise<void> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  const row = await withTenant({ tenantId }, (tx) => findModel(tx, tenantId, id))
  if (row.stage === 'deleted') throw new AppError('conflict', { detail: `${nameOf(row)} was deleted.` })
  await provenModel(tenantId, row)
}

/**
 * Moves a model in the transaction of the caller, which has verified a future challenger with `proveModel`. Without
 * `stageVersion`, whatever happened to the model before.
 * @throws AppError not-found, version-conflict, conflict
 */
export async function moveModel(
  tx: TenantClient,
  ctx: AuditContext,
  id: string,
  { stage, reason }: StageChange,
  stageVersion?: number,
): Promise<RegisteredModel> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  await lockStages(tx, tenantId)
  const row = await findModel(tx, tenantId, id)
  if (stageVersion !== undefined && stageVersion !== row.stageVersion) {
    throw new AppError('version-conflict', {
      detail: `${nameOf(row)} is ${row.stage} now, at version ${row.stageVersion} of its stage.`,
      currentVersion: row.stageVersion,
    })
  }
  requireStep(row, stage)
  if (isChallenger(stage)) await requirePlace(tx, tenantId, id, stage)
  const next = { stage, stageVersion: row.stageVersion + 1 }
  const { count } = await tx.modelVersion.updateMany({
    where: { tenantId, id, stageVersion: row.stageVersion },
    data: next,
  })
  if (count !== 1) throw atTheSameMoment()
  await writeAudit(tx, ctx, {
    action: 'model.stage-changed',
    objectKind: 'model-version',
    objectId: id,
    before: { model: nameOf(row), stage: row.stage },
    after: { model: nameOf(row), stage, reason: reason ?? null },
  })
  await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
  return presentModel({ ...row, ...next })
}

/** Counts under the lock of the stages. @throws AppError conflict */
async function requirePlace(tx: TenantClient, tenantId: string, id: string, stage: string): Promise<void> {
  const others = await tx.modelVersion.findMany({
    where: { tenantId, stage: { in: ['shadow', 'canary'] }, id: { not: id } },
    orderBy: { id: 'asc' },
  })
  const canary = others.find((other) => other.stage === 'canary')
  if (stage === 'canary' && canary) {
    throw new AppError('conflict', { detail: `${nameOf(canary)} is the canary. There is one at a time.` })
  }
  if (others.length < MAX_CHALLENGERS) return
  throw new AppError('conflict', {
    detail: `${others.map(nameOf).join(' and ')} are challengers already; there are at most ${MAX_CHALLENGERS}.`,
  })
}

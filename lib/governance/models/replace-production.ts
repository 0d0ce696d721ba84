import { type AuditAction, type AuditEvent, writeAudits } from '@/lib/access/audit'
import type { Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { type ModelRow, nameOf } from './find-model'
import { atTheSameMoment } from './lock-stages'
import { presentModel, presentPolicy } from './present'
import type { ModelReplacement, ProductionThresholds } from './schema'

/**
 * Puts a registered model into production with these thresholds and archives the former one. The caller holds the lock
 * of the stages.
 * @throws AppError conflict where the stage of the model has changed since `model` was read
 */
export async function replaceProduction(
  tx: TenantClient,
  ctx: Context,
  model: ModelRow,
  thresholds: ProductionThresholds,
  action: Extract<AuditAction, 'model.activated' | 'model.rolled-back'>,
): Promise<ModelReplacement> {
  const tenantId = ctx.tenant.id
  const at = new Date()
  const latest = await tx.policy.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } })
  const former = await tx.modelVersion.findFirst({ where: { tenantId, stage: 'production' } })
  if (former && former.id !== model.id) {
    const rolledBackAt = action === 'model.rolled-back' ? at : null
    await tx.modelVersion.updateMany({
      where: { tenantId, id: former.id },
      data: {
        stage: 'archived',
        stageVersion: former.stageVersion + 1,
        leftPolicyVersion: latest?.version ?? null,
        rolledBackAt,
      },
    })
  }
  const { count } = await tx.modelVersion.updateMany({
    where: { tenantId, id: model.id, stageVersion: model.stageVersion },
    data: {
      stage: 'production',
      stageVersion: model.stage === 'production' ? model.stageVersion : model.stageVersion + 1,
      activatedAt: at,
      rolledBackAt: null,
    },
  })
  if (count !== 1) throw atTheSameMoment()
  const policy = { version: (latest?.version ?? 0) + 1, ...thresholds }
  const createdBy = ctx.actor.kind === 'user' ? ctx.actor.id : null
  const stored = await tx.policy.create({ data: { tenantId, id: newId(), createdBy, ...policy } })
  const entered: AuditEvent = {
    action,
    objectKind: 'model-version',
    objectId: model.id,
    before: { model: former && nameOf(former), policy: latest?.version ?? null },
    after: { model: nameOf(model), policy },
  }
  await writeAudits(
    tx,
    ctx,
    former && former.id !== model.id ? [archived(former, model), entered] : [entered],
  )
  await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
  const row = await tx.modelVersion.findFirstOrThrow({ where: { tenantId, id: model.id } })
  return { model: presentModel(row), policy: presentPolicy(stored), replaced_id: former?.id ?? null }
}

const archived = (former: ModelRow, next: ModelRow): AuditEvent => ({
  action: 'model.stage-changed',
  objectKind: 'model-version',
  objectId: former.id,
  before: { model: nameOf(former), stage: 'production' },
  after: { model: nameOf(former), stage: 'archived', reason: `${nameOf(next)} took its place` },
})

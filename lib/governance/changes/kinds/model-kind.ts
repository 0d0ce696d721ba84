import {
  findModel,
  getModelReport,
  promoteModel,
  proveModel,
  rollbackModel,
  thresholdsOnLeaving,
} from '@/lib/governance/models'
import type { ProductionThresholds } from '@/lib/governance/models/schema'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { ChangeKind, State } from '../change-kind'
import type { ModelPayload, Thresholds } from '../schema'

/**
 * The production model. Its impact is null: the stored scores are those of the former model, and nothing is scored
 * again; the comparison of both on live traffic is that of the challengers.
 */
export const modelKind: ChangeKind<ModelPayload> = {
  permission: 'policy:write',
  async prepare(ctx, { model_id: id }) {
    await proveModel(ctx, id)
    const { bundle } = await getModelReport(ctx, id)
    if (bundle.state !== 'read')
      throw new AppError('bundle-rejected', { detail: `${bundle.file}: ${bundle.reason}.` })
    const { review, block, mediumFrom, highFrom } = bundle.documents.thresholds
    return thresholdsOf({ reviewThreshold: review, blockThreshold: block, mediumFrom, highFrom })
  },
  async plan(tx, ctx, payload, recommended) {
    const row = await findModel(tx, ctx.tenant.id, payload.model_id)
    const name = `${row.name}/${row.version}`
    const isBack = payload.action === 'rollback'
    const [from, wanted] = isBack ? ['archived', 'a former production model'] : ['canary', 'the canary']
    if (row.stage !== from || (isBack && row.activatedAt === null)) {
      throw new AppError('conflict', { detail: `${name} is ${row.stage}, not ${wanted}.` })
    }
    const before = await stateOf(tx, ctx.tenant.id)
    const left = isBack ? await thresholdsOnLeaving(tx, row) : null
    const after = { model_id: row.id, model: name, ...(left ? thresholdsOf(left) : recommended) }
    const verb = isBack ? 'Roll back to' : 'Put into production'
    return { payload, before, after, summary: `${verb} ${name} (now ${String(before.model)})` }
  },
  current: (tx, tenantId) => stateOf(tx, tenantId),
  impact: () => Promise.resolve(null),
  async apply(tx, ctx, { payload }) {
    const replace = payload.action === 'rollback' ? rollbackModel : promoteModel
    const { policy } = await replace(tx, ctx, payload.model_id)
    return { policyVersion: policy.version }
  },
}

const thresholdsOf = (of: ProductionThresholds): Thresholds => ({
  review_threshold: of.reviewThreshold,
  block_threshold: of.blockThreshold,
  medium_from: of.mediumFrom,
  high_from: of.highFrom,
})

/** The model in production and the policy, which a promotion replaces. */
async function stateOf(tx: TenantClient, tenantId: string): Promise<State> {
  const [model, policy] = [
    await tx.modelVersion.findFirst({ where: { tenantId, stage: 'production' } }),
    await tx.policy.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } }),
  ]
  return {
    model_id: model?.id ?? null,
    model: model ? `${model.name}/${model.version}` : null,
    version: policy?.version ?? null,
    ...(policy && thresholdsOf(policy)),
  }
}

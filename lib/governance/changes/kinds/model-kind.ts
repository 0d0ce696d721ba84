import {
  findModel,
  getModelReport,
  promoteModel,
  proveModel,
  rollbackModel,
  thresholdsOnLeaving,
} from '@/lib/governance/models'
import type { ModelReport, ProductionThresholds } from '@/lib/governance/models/schema'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { ChangeKind, State } from '../change-kind'
import { readModelImpact } from '../impact/read-model-impact'
import { readPolicyInForce } from '../read-policy'
import { type ModelPayload, NO_OUTLOOK, type TestSlice, type Thresholds } from '../schema'

/**
 * The production model. Its impact is read from the payments that it and the model in production both scored, one of
 * them as a challenger; where there are none, the figures of its bundle's test slice stand there. Nothing is scored again.
 */
export const modelKind: ChangeKind<ModelPayload> = {
  permission: 'policy:write',
  async prepare(ctx, { model_id: id }) {
    await proveModel(ctx, id)
    const { bundle } = await getModelReport(ctx, id)
    if (bundle.state !== 'read')
      throw new AppError('bundle-rejected', { detail: `${bundle.file}: ${bundle.reason}.` })
    const { report, thresholds } = bundle.documents
    const { review, block, mediumFrom, highFrom } = thresholds
    return {
      recommended: {
        ...thresholdsOf({ reviewThreshold: review, blockThreshold: block, mediumFrom, highFrom }),
      },
      testSlice: report && testSliceOf(report),
    }
  },
  async plan(tx, ctx, payload, { recommended }) {
    const row = await findModel(tx, ctx.tenant.id, payload.model_id)
    const name = `${row.name}/${row.version}`
    const isBack = payload.action === 'rollback'
    const [from, wanted] = isBack ? ['archived', 'a former production model'] : ['canary', 'the canary']
    if (row.stage !== from || (isBack && row.activatedAt === null)) {
      throw new AppError('conflict', { detail: `${name} is ${row.stage}, not ${wanted}.` })
    }
    const before = await stateOf(tx, ctx.tenant.id)
    const left = isBack ? await thresholdsOnLeaving(tx, row) : null
    const after = { model_id: row.id, model: name, ...(left ? thresholdsOf(left) : (recommended as State)) }
    const verb = isBack ? 'Roll back to' : 'Put into production'
    return { payload, before, after, summary: `${verb} ${name} (now ${String(before.model)})` }
  },
  current: (tx, tenantId) => stateOf(tx, tenantId),
  async outlook(tx, ctx, { payload, after }, back, { testSlice }) {
    const before = await stateOf(tx, ctx.tenant.id)
    if (before.model_id !== null) {
      const sides = {
        modelId: payload.model_id,
        before: await readPolicyInForce(tx, ctx.tenant.id),
        after: after as unknown as Thresholds,
      }
      const impact = await readModelImpact(tx, ctx.tenant, back, sides)
      if (impact) return { ...NO_OUTLOOK, impact }
    }
    return { ...NO_OUTLOOK, test_slice: testSlice as TestSlice | null }
  },
  async apply(tx, ctx, { payload }) {
    const replace = payload.action === 'rollback' ? rollbackModel : promoteModel
    const { policy } = await replace(tx, ctx, payload.model_id)
    return { policyVersion: policy.version }
  },
}

function testSliceOf({ slices, headline }: ModelReport): TestSlice | null {
  const slice = slices.find(({ name }) => name === 'test')
  if (!slice) return null
  return {
    from: slice.from,
    to: slice.to,
    payments: slice.rows,
    frauds: slice.frauds,
    pr_auc: headline.prAuc,
    review_precision: headline.reviewPrecision,
    review_recall: headline.reviewRecall,
    block_precision: headline.blockPrecision,
    block_recall: headline.blockRecall,
  }
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

import { authorize, type Context } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { recommendedThresholds } from './bundle-columns'
import { findModel, type ModelRow, nameOf } from './find-model'
import { lockStages } from './lock-stages'
import { provenModel } from './prove-version'
import { replaceProduction } from './replace-production'
import type { ModelReplacement, ProductionThresholds } from './schema'

/**
 * Returns a former production model to production with the policy that was in force when it left, in the transaction of
 * the change that was approved. The bundle is verified first: call `proveModel` before the transaction, so that it is in
 * memory.
 * @throws AppError not-found, conflict, bundle-rejected
 */
export async function rollbackModel(tx: TenantClient, ctx: Context, id: string): Promise<ModelReplacement> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  const row = await findModel(tx, tenantId, id)
  if (row.stage !== 'archived' || row.activatedAt === null) {
    throw new AppError('conflict', { detail: `${nameOf(row)} is not a former production model.` })
  }
  const model = await provenModel(tenantId, row)
  await lockStages(tx, tenantId)
  const thresholds = (await thresholdsOnLeaving(tx, row)) ?? recommendedThresholds(model)
  return await replaceProduction(tx, ctx, row, thresholds, 'model.rolled-back')
}

/** Null for a model that left production before policies were noted. */
export async function thresholdsOnLeaving(
  tx: TenantClient,
  { tenantId, leftPolicyVersion }: ModelRow,
): Promise<ProductionThresholds | null> {
  if (leftPolicyVersion === null) return null
  const policy = await tx.policy.findFirst({ where: { tenantId, version: leftPolicyVersion } })
  if (!policy) return null
  const { reviewThreshold, blockThreshold, mediumFrom, highFrom } = policy
  return { reviewThreshold, blockThreshold, mediumFrom, highFrom }
}

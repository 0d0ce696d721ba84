import { authorize, type Context } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { recommendedThresholds } from './bundle-columns'
import { findModel, requireStep } from './find-model'
import { lockStages } from './lock-stages'
import { provenModel } from './prove-version'
import { replaceProduction } from './replace-production'
import type { ModelReplacement } from './schema'

/**
 * Puts the canary into production with the thresholds that its bundle recommends, in the transaction of the change that
 * was approved. The bundle is verified first: call `proveModel` before the transaction, so that it is in memory.
 * @throws AppError not-found, conflict, bundle-rejected
 */
export async function promoteModel(tx: TenantClient, ctx: Context, id: string): Promise<ModelReplacement> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  const row = await findModel(tx, tenantId, id)
  requireStep(row, 'production')
  const model = await provenModel(tenantId, row)
  await lockStages(tx, tenantId)
  return await replaceProduction(tx, ctx, row, recommendedThresholds(model), 'model.activated')
}

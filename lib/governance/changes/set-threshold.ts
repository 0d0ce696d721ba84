import { authorize, type Context } from '@/lib/contract/context'
import { getRegisteredModel } from '@/lib/governance/models'
import { AppError } from '@/lib/platform/errors'
import { requestChange } from './request-change'
import { changeItem, type ThresholdChange, type ThresholdInput } from './schema'

/**
 * Sets the review threshold of the production model through a change request. A threshold above the one for blocking
 * raises that as well: nothing below the threshold is stopped.
 * @throws AppError not-found; conflict for a model that is not in production; invalid-request
 */
export async function setThreshold(
  ctx: Context,
  modelId: string,
  { threshold, reason }: ThresholdInput,
): Promise<ThresholdChange> {
  authorize(ctx, 'policy:write')
  const { model, policy } = await getRegisteredModel(ctx, modelId)
  if (model.stage !== 'production' || policy === null) {
    throw new AppError('conflict', {
      detail: `Thresholds belong to the production model; this one is ${model.stage}.`,
    })
  }
  if (threshold === policy.review_threshold) {
    throw new AppError('invalid-request', { errors: [{ field: 'threshold', reason: 'is in force already' }] })
  }
  const payload = {
    review_threshold: threshold,
    block_threshold: Math.max(threshold, policy.block_threshold),
  }
  const change = { kind: 'policy' as const, payload }
  const request = await requestChange(ctx, { change, days: 30, reason, starts_at: null, before_hash: null })
  const inForce = request.status === 'applied' ? threshold : policy.review_threshold
  return { ...model, threshold: inForce, change: changeItem.parse(request) }
}

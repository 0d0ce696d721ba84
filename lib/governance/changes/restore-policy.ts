import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { requestChange } from './request-change'
import type { ChangeRequest, RestoreInput } from './schema'

/**
 * Requests to go back to an earlier version of the policy. Its thresholds become a new version.
 * @throws AppError not-found, invalid-request where they are in force
 */
export async function restorePolicy(ctx: Context, id: string, input: RestoreInput): Promise<ChangeRequest> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  const row = await withTenant({ tenantId }, (tx) => tx.policy.findFirst({ where: { tenantId, id } }))
  if (!row) throw new AppError('not-found')
  const payload = {
    review_threshold: row.reviewThreshold,
    block_threshold: row.blockThreshold,
    medium_from: row.mediumFrom,
    high_from: row.highFrom,
    restores_version: row.version,
  }
  return requestChange(ctx, { change: { kind: 'policy', payload }, days: 30, before_hash: null, ...input })
}

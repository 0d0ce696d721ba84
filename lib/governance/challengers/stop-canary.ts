import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { findModel } from '@/lib/governance/models'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { endRun } from './end-run'
import { presentCanary } from './present'
import type { Canary } from './schema'

/**
 * Stops the canary: the production model decides all payments from the next score on, and the model is a shadow again.
 * @throws AppError not-found; conflict where no canary runs
 */
export async function stopCanary(ctx: Context, id: string): Promise<Canary> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const { stage, stageVersion } = await findModel(tx, tenantId, id)
    const run = await tx.canaryRun.findFirst({
      where: { tenantId, modelVersionId: id, stageVersion, endedAt: null },
    })
    if (stage !== 'canary' || !run)
      throw new AppError('conflict', { detail: 'No canary of this model runs.' })
    const ended = await endRun(tx, ctx, run, 'user', 'A user stopped it.')
    await writeAudit(tx, ctx, {
      action: 'canary.stopped',
      objectKind: 'model-version',
      objectId: id,
      before: { share: run.share },
      after: { reason: 'user' },
    })
    return presentCanary(ended, stageVersion)
  })
}

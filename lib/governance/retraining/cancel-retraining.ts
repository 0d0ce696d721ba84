import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { findRetraining } from './find-retraining'
import { presentRetraining } from './present'
import type { Retraining } from './schema'

/**
 * Cancels a retraining that has not ended. The process that works on it hears of it and ends the training with all its
 * children; nothing is registered.
 * @throws AppError not-found, conflict where it has ended
 */
export async function cancelRetraining(ctx: Context, id: string): Promise<Retraining> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const before = await findRetraining(tx, tenantId, id)
    const { count } = await tx.retraining.updateMany({
      where: { tenantId, id, finishedAt: null },
      data: { status: 'cancelled', finishedAt: new Date(), message: null, version: { increment: 1 } },
    })
    if (count === 0) throw new AppError('conflict', { detail: 'The retraining has ended already.' })
    await writeAudit(tx, ctx, {
      action: 'retraining.cancelled',
      objectKind: 'retraining',
      objectId: id,
      before: { status: before.status },
      after: { status: 'cancelled' },
    })
    await announce(tx, tenantId, { kind: 'retrainings.changed', payload: { retrainingId: id } })
    return presentRetraining(tx, await findRetraining(tx, tenantId, id))
  })
}

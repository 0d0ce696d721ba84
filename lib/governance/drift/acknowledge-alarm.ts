import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { readAlarms } from './queries'
import type { Acknowledge, DriftAlarm } from './schema'

/**
 * Acknowledges an alarm, once. The watch then learns a new reference from the days after it.
 * @throws AppError not-found, or conflict where it is acknowledged already
 */
export async function acknowledgeAlarm(ctx: Context, id: string, { note }: Acknowledge): Promise<DriftAlarm> {
  authorize(ctx, 'policy:write')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const [before] = await readAlarms(tx, ctx, { id })
    if (!before) throw new AppError('not-found')
    const { count } = await tx.driftAlarm.updateMany({
      where: { tenantId, id, acknowledgedAt: null },
      data: { acknowledgedBy: userId, acknowledgedAt: new Date(), note: note ?? null },
    })
    if (count === 0) throw new AppError('conflict', { detail: 'The alarm is acknowledged already.' })
    await writeAudit(tx, ctx, {
      action: 'drift.alarm-acknowledged',
      objectKind: 'drift-alarm',
      objectId: id,
      before: { acknowledged_by: null },
      after: { acknowledged_by: userId, note: note ?? null },
    })
    await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
    const [after] = await readAlarms(tx, ctx, { id })
    return after ?? before
  })
}

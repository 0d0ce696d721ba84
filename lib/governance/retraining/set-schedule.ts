import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { isUniqueViolation, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { nextRun } from './next-run'
import { presentSchedule } from './present'
import type { RetrainingSchedule, ScheduleChange } from './schema'

/**
 * Sets when the institution retrains by itself.
 * @param version the version that the caller has seen, 0 before the first change; null for any
 * @throws AppError version-conflict
 */
export async function setRetrainingSchedule(
  ctx: Context,
  change: ScheduleChange,
  version: number | null = null,
): Promise<RetrainingSchedule> {
  authorize(ctx, 'policy:write')
  const tenantId = ctx.tenant.id
  const { cadence, hour, on_drift_alarm: onDriftAlarm } = change
  return await withTenant({ tenantId }, async (tx) => {
    const { timeZone } = await tx.tenant.findFirstOrThrow({
      where: { id: tenantId },
      select: { timeZone: true },
    })
    const known = await tx.retrainingSchedule.findFirst({ where: { tenantId } })
    const before = presentSchedule(known)
    if (version !== null && version !== before.version) {
      throw new AppError('version-conflict', { currentVersion: before.version })
    }
    const now = new Date()
    const next = {
      cadence,
      hour,
      onDriftAlarm,
      timeZone,
      nextAt: nextRun(change, timeZone, now),
      version: before.version + 1,
      changedAt: now,
    }
    if (known === null) await tx.retrainingSchedule.create({ data: { tenantId, ...next } })
    else {
      const { count } = await tx.retrainingSchedule.updateMany({
        where: { tenantId, version: before.version },
        data: next,
      })
      if (count === 0) throw new AppError('version-conflict')
    }
    const after = presentSchedule({ tenantId, ...next })
    await writeAudit(tx, ctx, {
      action: 'retraining-schedule.changed',
      objectKind: 'tenant',
      objectId: tenantId,
      before,
      after,
    })
    return after
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('version-conflict', { cause: error })
  })
}

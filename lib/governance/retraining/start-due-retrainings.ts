import { type AuditContext } from '@/lib/access/audit'
import {
  findTenantsWithDueRetraining,
  isUniqueViolation,
  type TenantClient,
  withTenant,
} from '@/lib/platform/db'
import { isAppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { log } from '@/lib/platform/log'
import { nextRun } from './next-run'
import type { ScheduleRow } from './present'
import { queueRetraining } from './request-retraining'
import type { Cadence, RetrainingCause } from './schema'
import { whyUnavailable } from './training-environment'

/**
 * Queues the retrainings whose time has come, and one for each open drift alarm of a production model where the institution
 * wants that. Harmless in several processes at once. Returns how many it queued.
 */
export async function startDueRetrainings(now: Date): Promise<number> {
  // A process that can train starts them; one that cannot would queue what nobody takes.
  if (whyUnavailable() !== null) return 0
  let started = 0
  for (const tenantId of await findTenantsWithDueRetraining(now)) {
    try {
      started += Number(await withTenant({ tenantId }, (tx) => startDue(tx, tenantId, now)))
    } catch (error) {
      // One is under way, or another process was faster: the next turn looks again.
      if (isAppError(error) || isUniqueViolation(error)) {
        log.info({ err: error, tenantId }, 'a retraining was not started')
      } else log.error({ err: error, tenantId }, 'a retraining was not started')
    }
  }
  return started
}

async function startDue(tx: TenantClient, tenantId: string, now: Date): Promise<boolean> {
  // A schedule that another process looks at is skipped.
  const locked = await tx.$queryRaw`
    select 1 from retraining_schedules where tenant_id = ${tenantId}::uuid for update skip locked`
  const schedule = (locked as unknown[]).length
    ? await tx.retrainingSchedule.findFirst({ where: { tenantId } })
    : null
  if (schedule === null) return false
  if (await advance(tx, schedule, now)) return queue(tx, tenantId, 'schedule', null)
  const alarm = schedule.onDriftAlarm ? await openAlarm(tx, tenantId) : null
  return alarm !== null && (await queue(tx, tenantId, 'drift_alarm', alarm))
}

/** Moves the schedule to its next start. True where the present one has come; a changed time zone only moves it. */
async function advance(tx: TenantClient, schedule: ScheduleRow, now: Date): Promise<boolean> {
  const { tenantId, hour, nextAt } = schedule
  if (nextAt === null) return false
  const { timeZone } = await tx.tenant.findFirstOrThrow({
    where: { id: tenantId },
    select: { timeZone: true },
  })
  const isDue = nextAt <= now
  if (!isDue && timeZone === schedule.timeZone) return false
  const timing = { cadence: schedule.cadence as Cadence, hour }
  await tx.retrainingSchedule.updateMany({
    where: { tenantId },
    data: { nextAt: nextRun(timing, timeZone, now), timeZone },
  })
  if (!isDue) return false
  // The start is lost where another retraining is under way: it uses the same decisions.
  return (await tx.retraining.findFirst({ where: { tenantId, finishedAt: null } })) === null
}

async function openAlarm(tx: TenantClient, tenantId: string): Promise<string | null> {
  const [alarm] = await tx.$queryRaw<{ id: string }[]>`
    select a.id from drift_alarms a
      join model_versions m on m.tenant_id = a.tenant_id and m.id = a.model_version_id and m.stage = 'production'
     where a.tenant_id = ${tenantId}::uuid and a.acknowledged_at is null
       and not exists (select from retrainings r where r.tenant_id = a.tenant_id and r.drift_alarm_id = a.id)
     order by a.raised_at desc limit 1`
  return alarm?.id ?? null
}

async function queue(
  tx: TenantClient,
  tenantId: string,
  cause: RetrainingCause,
  driftAlarmId: string | null,
): Promise<true> {
  const actor = { kind: 'system', id: 'retraining' } as const
  const ctx: AuditContext = { tenant: { id: tenantId }, actor, requestId: newId() }
  await queueRetraining(tx, ctx, { cause, requestedBy: null, driftAlarmId })
  return true
}

import { type AuditContext, writeAudit } from '@/lib/access/audit'
import { announce } from '@/lib/messaging/live'
import { notify } from '@/lib/messaging/notifications'
import type { TenantClient } from '@/lib/platform/db'
import type { CaseRow } from './record'

/** The clock acts by itself: nobody is named for what it does. */
const CLOCK = { kind: 'system', id: 'case-clock' } as const

/** Notes that the time of a case has run out, once, and tells who can do something about it. Returns the case as it is then. */
export async function breachCase<R extends CaseRow>(
  tx: TenantClient,
  ctx: AuditContext,
  row: R,
  now: Date,
): Promise<R> {
  if (row.sla_breached_at || !row.sla_due_at || row.sla_due_at > now) return row
  const tenantId = ctx.tenant.id
  const after = { ...row, sla_breached_at: row.sla_due_at, sla_warn_at: null }
  await tx.case.updateMany({
    where: { tenantId, id: row.id, slaBreachedAt: null },
    data: { slaBreachedAt: after.sla_breached_at, slaWarnAt: null },
  })
  await writeAudit(
    tx,
    { ...ctx, actor: CLOCK },
    {
      action: 'case.sla-breached',
      objectKind: 'case',
      objectId: row.id,
      after: { sla_breached_at: after.sla_breached_at.toISOString(), assigned_to: row.assignee_id },
    },
  )
  await tell(tx, tenantId, row, 'case_sla_breached', now)
  return after
}

/** Warns, once, that less than a fifth of the time is left. */
export async function warnOfCase(
  tx: TenantClient,
  ctx: AuditContext,
  row: CaseRow,
  now: Date,
): Promise<void> {
  if (row.sla_breached_at || !row.sla_due_at || !row.sla_warn_at || row.sla_warn_at > now) return
  const tenantId = ctx.tenant.id
  await tx.case.updateMany({ where: { tenantId, id: row.id }, data: { slaWarnAt: null } })
  await writeAudit(
    tx,
    { ...ctx, actor: CLOCK },
    {
      action: 'case.sla-warned',
      objectKind: 'case',
      objectId: row.id,
      after: { sla_due_at: row.sla_due_at.toISOString(), assigned_to: row.assignee_id },
    },
  )
  await tell(tx, tenantId, row, 'case_sla_soon', now)
}

/** Whoever works on it, and the seniors, who can give it to somebody else. */
async function tell(
  tx: TenantClient,
  tenantId: string,
  row: CaseRow,
  kind: 'case_sla_soon' | 'case_sla_breached',
  at: Date,
): Promise<void> {
  const concerned = await tx.user.findMany({
    where: {
      tenantId,
      status: 'active',
      OR: [{ role: 'senior_analyst' }, ...(row.assignee_id === null ? [] : [{ id: row.assignee_id }])],
    },
    select: { id: true },
  })
  const userIds = concerned.map(({ id }) => id)
  await notify(tx, tenantId, { kind, userIds, caseId: row.id, actorId: null, at })
  await announce(tx, tenantId, { kind: 'cases.changed', payload: { caseId: row.id } })
}

import { type AuditContext, writeAudit } from '@/lib/access/audit'
import { raiseAlerts } from '@/lib/messaging/alerts'
import { notify } from '@/lib/messaging/notifications'
import type { TenantClient } from '@/lib/platform/db'
import type { CaseRow } from './present'
import { announceCase } from './record-change'

/** The actor of breaches and warnings: the system, not the user whose request detected the breach. */
const CLOCK = { kind: 'system', id: 'case-clock' } as const

/** Announces an SLA breach: marks the case once, writes the audit log and notifies. Returns the case as marked. */
export async function announceBreach<R extends CaseRow>(
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
  await notifyResponsible(tx, tenantId, row, 'case_sla_breached', now)
  const dueAt = after.sla_breached_at.toISOString()
  const facts = { case_id: row.id, case_key: `CASE-${row.number}`, due_at: dueAt }
  await raiseAlerts(tx, tenantId, { kind: 'case_breached', ...facts }, now)
  return after
}

/** Announces, once, that less than a fifth of the allowed time is left. */
export async function announceWarning(
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
  await notifyResponsible(tx, tenantId, row, 'case_sla_soon', now)
}

/** Notifies the assignee and the senior analysts, who can reassign the case. */
async function notifyResponsible(
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
  await announceCase(tx, tenantId, row.id)
}

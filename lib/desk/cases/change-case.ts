import { type AuditAction, writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { notify } from '@/lib/messaging/notifications'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { allowedMinutes } from './sla-policies/queries'
import type { CaseChange } from './bodies'
import { breachCase } from './breach-case'
import { insertNote } from './notes'
import { requireActiveUsers } from './people'
import { changedFields, checkWords, planChange, stateOf } from './plan-change'
import { type CaseRow, lockCase } from './record'
import { versionConflict } from './version-conflict'

/**
 * Changes a case that nobody else has changed since `version` was read. What stays the same is not a change.
 * @throws AppError not-found, version-conflict, conflict, invalid-request, invalid-reference, missing-permission
 */
export async function changeCase(
  ctx: Context,
  id: string,
  version: number,
  change: CaseChange,
): Promise<{ version: number }> {
  authorize(ctx, 'case:write')
  const tenantId = ctx.tenant.id
  const at = ctx.at ?? new Date()
  return withTenant({ tenantId }, async (tx) => {
    const locked = await lockCase(tx, tenantId, id)
    if (locked.version !== version) throw await versionConflict(tx, tenantId, locked, version)
    checkWords(locked, change)
    await checkAssignment(tx, ctx, locked, change)
    // A clock that ran out a moment ago is noted as such before anything stops it.
    const row = await breachCase(tx, ctx, locked, at)
    const reallowed = change.priority !== undefined && change.priority !== row.priority
    const allowedS = reallowed
      ? (await allowedMinutes(tx, tenantId, change.priority ?? row.priority)) * 60
      : null
    const planned = planChange(row, change, allowedS, at)
    const fields = changedFields(row, planned)
    if (fields.length === 0) return { version: row.version }
    const next = { ...planned, version: version + 1 }
    const action = actionOf(row, next)
    await store(tx, tenantId, next, version, at)
    await writeAudit(tx, ctx, {
      action,
      objectKind: 'case',
      objectId: id,
      before: stateOf(row, fields),
      after: stateOf(next, fields),
    })
    if (change.note !== undefined) await insertNote(tx, ctx, id, { body: change.note, mentions: [] })
    if (fields.includes('assigned_to') && next.assignee_id !== null) {
      const actorId = ctx.actor.kind === 'user' ? ctx.actor.id : null
      const userIds = [next.assignee_id]
      await notify(tx, tenantId, { kind: 'case_assigned', userIds, caseId: id, actorId, at })
    }
    await announce(tx, tenantId, { kind: 'cases.changed', payload: { caseId: id } })
    return { version: next.version }
  })
}

/** Everybody takes a case and lays their own down; giving work to others, or taking it off them, is a senior's. */
async function checkAssignment(
  tx: TenantClient,
  ctx: Context,
  row: CaseRow,
  { assigned_to: assignee }: CaseChange,
): Promise<void> {
  if (assignee === undefined || assignee === row.assignee_id) return
  const own = (assignee ?? row.assignee_id) === ctx.actor.id
  if (!own) authorize(ctx, 'case:assign')
  if (assignee !== null) await requireActiveUsers(tx, ctx.tenant.id, [assignee], () => 'assigned_to')
}

function actionOf(before: CaseRow, after: CaseRow): AuditAction {
  if (before.status === after.status) return 'case.changed'
  if (after.status === 'closed') return 'case.closed'
  return before.status === 'closed' ? 'case.reopened' : 'case.changed'
}

async function store(
  tx: TenantClient,
  tenantId: string,
  row: CaseRow,
  expected: number,
  at: Date,
): Promise<void> {
  const { title, description, status, priority, outcome, summary } = row
  const { count } = await tx.case.updateMany({
    where: { tenantId, id: row.id, version: expected },
    data: {
      title,
      description,
      status,
      priority,
      outcome,
      summary,
      assigneeId: row.assignee_id,
      closedAt: row.closed_at,
      updatedAt: at,
      version: row.version,
      slaAllowedS: row.sla_allowed_s,
      slaDueAt: row.sla_due_at,
      slaLeftS: row.sla_left_s,
      slaWarnAt: row.sla_warn_at,
    },
  })
  if (count !== 1) throw new Error(`the case ${row.id} changed under its lock`)
}

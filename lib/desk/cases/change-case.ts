import { type AuditAction, writeAudit } from '@/lib/access/audit'
import { namesOf } from '@/lib/access/users'
import { authorize, type Context } from '@/lib/contract/context'
import { notify } from '@/lib/messaging/notifications'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { announceBreach } from './announce-sla-breach'
import { decideAlerts, selectAlerts } from './decide-alerts'
import { readCase } from './get-case'
import { insertNote } from './insert-note'
import { CASE_FIELDS, changedFields, checkWords, planChange, stateOf } from './plan-change'
import type { CaseRow } from './present'
import { announceCase, finishChange } from './record-change'
import { requireActiveUsers } from './require-active-users'
import { type CaseChange, type CaseDetail, caseKey } from './schema'
import { allowedMinutes } from './sla-policies/queries'

/**
 * Changes a case that no other user has changed since `version` was read. Fields that keep their value are no change.
 * Closing it as fraud or as false positive decides its open alerts, unless they are to be left.
 * @throws AppError not-found, version-conflict, conflict, claimed, invalid-request, invalid-reference, missing-permission
 */
export async function changeCase(
  ctx: Context,
  id: string,
  version: number,
  change: CaseChange,
): Promise<CaseDetail> {
  authorize(ctx, 'case:write')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const locked = await lockCase(tx, tenantId, id)
    // After the lock and not before the last write: neither the clock nor the update time of a case goes back.
    const at = latest(ctx.at ?? new Date(), locked.updated_at)
    if (locked.version !== version) throw await versionConflict(tx, tenantId, locked, version)
    checkWords(locked, change)
    await checkAssignment(tx, ctx, locked, change)
    // Records a breach that no job has recorded yet, before the change pauses the time limit.
    const row = await announceBreach(tx, ctx, locked, at)
    const reallowed = change.priority !== undefined && change.priority !== row.priority
    const allowedS = reallowed
      ? (await allowedMinutes(tx, tenantId, change.priority ?? row.priority)) * 60
      : null
    const planned = planChange(row, change, allowedS, at)
    const fields = changedFields(row, planned)
    if (fields.length === 0) return await readCase(tx, ctx, id)
    const next = { ...planned, version: version + 1 }
    const closes = next.status === 'closed' && row.status !== 'closed'
    const alerts =
      closes && !change.leave_alerts && next.outcome ? await selectAlerts(tx, ctx, id, next.outcome) : null
    await store(tx, tenantId, next, version, at)
    await writeAudit(tx, ctx, {
      action: actionOf(row, next),
      objectKind: 'case',
      objectId: id,
      before: stateOf(row, fields),
      after: { ...stateOf(next, fields), ...(alerts && { decided_alerts: alerts.ids.length }) },
    })
    if (change.note !== undefined) await insertNote(tx, ctx, id, { body: change.note, mentions: [] })
    if (fields.includes('assigned_to') && next.assignee_id !== null) {
      const actorId = ctx.actor.kind === 'user' ? ctx.actor.id : null
      const userIds = [next.assignee_id]
      await notify(tx, tenantId, { kind: 'case_assigned', userIds, caseId: id, actorId, at })
    }
    if (alerts === null) return await finishChange(tx, ctx, id)
    await announceCase(tx, tenantId, id)
    await decideAlerts(tx, ctx, next, alerts, change.override_claim ?? false)
    return await readCase(tx, ctx, id)
  })
}

const latest = (a: Date, b: Date): Date => (a > b ? a : b)

/** Users may assign themselves and unassign themselves; assigning other users needs the permission case:assign. */
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
      slaBreachedAt: row.sla_breached_at,
    },
  })
  if (count !== 1) throw new Error(`the case ${row.id} changed under its lock`)
}

/** Reads the row of a case and locks it until the transaction ends, so that its changes run one after the other. */
export async function lockCase(tx: TenantClient, tenantId: string, id: string): Promise<CaseRow> {
  const [row] = await tx.$queryRaw<CaseRow[]>`
    select * from cases where tenant_id = ${tenantId}::uuid and id = ${id}::uuid for no key update`
  if (!row) throw new AppError('not-found')
  return row
}

interface Later {
  actor_kind: string
  actor_id: string | null
  after: Record<string, unknown>
}

/** The problem for a change of an older version: the current version, and who changed which fields since. */
async function versionConflict(
  tx: TenantClient,
  tenantId: string,
  row: CaseRow,
  version: number,
): Promise<AppError> {
  const later = await tx.$queryRaw<Later[]>`
    select actor_kind, actor_id, after from audit_log
     where tenant_id = ${tenantId}::uuid and object_kind = 'case' and object_id = ${row.id}
       and action in ('case.changed', 'case.closed', 'case.reopened') and (after->>'version')::int > ${version}::int
     order by seq desc limit 50`
  const names = await namesOf(
    tx,
    tenantId,
    later.map(({ actor_kind, actor_id }) => (actor_kind === 'user' ? actor_id : null)),
  )
  const errors = CASE_FIELDS.flatMap((field) => {
    const last = later.find(({ after }) => field in after)
    const who = last && (names.get(last.actor_id ?? '') ?? 'an unknown user')
    return last ? [{ field, reason: `was changed by ${who}` }] : []
  })
  return new AppError('version-conflict', {
    detail: `${caseKey(row.number)} is at version ${row.version} now, not at ${version}.`,
    currentVersion: row.version,
    ...(errors.length > 0 && { errors }),
  })
}

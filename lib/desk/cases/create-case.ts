import { asStored } from '@/lib/contract/canonical-entity'
import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { notify } from '@/lib/messaging/notifications'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { allowedMinutes } from './sla-policies/queries'
import { requireEntities, uniqueEntities } from './link-entities'
import { requireTransactions } from './link-transactions'
import { finishChange } from './record-change'
import { requireActiveUsers } from './require-active-users'
import type { CaseDetail, NewCase } from './schema'
import { startClock } from './sla-clock'

/**
 * Opens a case over transactions and entities. Its clock starts now, by the policy of its priority.
 * @throws AppError missing-permission, not-found for an unknown transaction or entity, invalid-reference for the assignee
 */
export async function createCase(ctx: Context, input: NewCase): Promise<CaseDetail> {
  authorize(ctx, 'case:write')
  const assigneeId = input.assigned_to ?? null
  const userId = ctx.actor.kind === 'user' ? ctx.actor.id : null
  if (assigneeId !== null && assigneeId !== userId) authorize(ctx, 'case:assign')
  const tenantId = ctx.tenant.id
  const at = ctx.at ?? new Date()
  const transactionIds = [...new Set(input.transaction_ids)]
  const given = input.entities.map((entity) => asStored(ctx.tenant, entity))
  const entities = uniqueEntities(given)
  return withTenant({ tenantId }, async (tx) => {
    if (assigneeId !== null) await requireActiveUsers(tx, tenantId, [assigneeId], () => 'assigned_to')
    await requireTransactions(tx, tenantId, input.transaction_ids)
    await requireEntities(tx, tenantId, given)
    const { title, priority } = input
    const clock = startClock((await allowedMinutes(tx, tenantId, priority)) * 60, at)
    const [id, number] = [newId(), await nextNumber(tx, tenantId)]
    const row = {
      id,
      number,
      title,
      description: input.description || null,
      priority,
      assigneeId,
      createdBy: userId,
      createdAt: at,
      updatedAt: at,
      slaAllowedS: clock.allowedS,
      slaDueAt: clock.dueAt,
      slaWarnAt: clock.warnAt,
    }
    await tx.case.create({ data: { tenantId, ...row } })
    const added = { tenantId, caseId: id, addedBy: userId, addedAt: at }
    await tx.caseTransaction.createMany({
      data: transactionIds.map((transactionId) => ({ ...added, transactionId })),
    })
    await tx.caseEntity.createMany({
      data: entities.map(({ kind, id: entityId, role }) => ({ ...added, kind, entityId, role })),
    })
    await writeAudit(tx, ctx, {
      action: 'case.created',
      objectKind: 'case',
      objectId: id,
      after: {
        number,
        title,
        description: row.description,
        status: 'open',
        priority,
        assigned_to: assigneeId,
        transaction_ids: transactionIds,
        entities: entities.map((entity) => ({ ...entity })),
        sla_due_at: clock.dueAt?.toISOString() ?? null,
        version: 1,
      },
    })
    if (assigneeId !== null)
      await notify(tx, tenantId, {
        kind: 'case_assigned',
        userIds: [assigneeId],
        caseId: id,
        actorId: userId,
        at,
      })
    return await finishChange(tx, ctx, id)
  })
}

/** Gapless: the number is taken in the transaction of the case, and two creations follow one another. */
async function nextNumber(tx: TenantClient, tenantId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    insert into case_numbers (tenant_id, last) values (${tenantId}::uuid, 1)
    on conflict (tenant_id) do update set last = case_numbers.last + 1 returning last`
  if (!row) throw new Error('the case got no number')
  return row.last
}

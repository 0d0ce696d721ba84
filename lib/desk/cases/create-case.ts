import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { notify } from '@/lib/messaging/notifications'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { allowedMinutes } from './sla-policies/queries'
import type { NewCase } from './bodies'
import { uniqueEntities } from './link-entities'
import { requireEntities, requireTransactions } from './links'
import { requireActiveUsers } from './people'
import { startClock } from './sla'

/**
 * Opens a case over transactions and entities. Its clock starts now, by the policy of its priority.
 * @throws AppError missing-permission, not-found for what is not known, invalid-reference for who cannot be assigned
 */
export async function createCase(ctx: Context, input: NewCase): Promise<{ id: string; number: number }> {
  authorize(ctx, 'case:write')
  const assigneeId = input.assigned_to ?? null
  const userId = ctx.actor.kind === 'user' ? ctx.actor.id : null
  if (assigneeId !== null && assigneeId !== userId) authorize(ctx, 'case:assign')
  const tenantId = ctx.tenant.id
  const at = ctx.at ?? new Date()
  const transactionIds = [...new Set(input.transaction_ids)]
  const entities = uniqueEntities(input.entities)
  return withTenant({ tenantId }, async (tx) => {
    if (assigneeId !== null) await requireActiveUsers(tx, tenantId, [assigneeId], () => 'assigned_to')
    await requireTransactions(tx, tenantId, input.transaction_ids)
    await requireEntities(tx, tenantId, input.entities)
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
    await announce(tx, tenantId, { kind: 'cases.changed', payload: { caseId: id } })
    return { id, number }
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

import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { earliestTimeProblem } from '@/lib/contract/time-bounds'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

/**
 * Sets the earliest event time that the tenant accepts. Transactions that are stored stay.
 * @throws AppError invalid-request for a time before 1900 or in the future
 */
export async function setEarliestEvent(ctx: Context, at: Date): Promise<void> {
  authorize(ctx, 'tenant:write')
  const reason = earliestTimeProblem(at, new Date())
  if (reason)
    throw new AppError('invalid-request', { detail: `at: ${reason}.`, errors: [{ field: 'at', reason }] })
  const { id, earliestEventMs } = ctx.tenant
  await withTenant({ tenantId: id }, async (tx) => {
    await tx.$executeRaw`update tenants set earliest_event_at = ${at}::timestamptz where id = ${id}::uuid`
    await writeAudit(tx, ctx, {
      action: 'tenant.earliest-event-changed',
      objectKind: 'tenant',
      objectId: id,
      before: { earliestEventAt: new Date(earliestEventMs).toISOString() },
      after: { earliestEventAt: at.toISOString() },
    })
  })
}

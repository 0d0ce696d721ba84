import { writeAudit } from '@/lib/access/audit'
import { forgetApiKeys, forgetSessions } from '@/lib/access/auth'
import { authorize, type Context } from '@/lib/contract/context'
import { earliestTimeProblem } from '@/lib/contract/time-bounds'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { readSettings } from './get-tenant'
import type { TenantSettings } from './schema'

/**
 * Sets the earliest event time that the tenant accepts. Transactions that are stored stay. It takes effect here at once, on
 * other servers when they read a caller's credentials again, within 15 seconds.
 * @throws AppError invalid-request for a time before 1900 or in the future
 */
export async function setEarliestEvent(ctx: Context, at: Date): Promise<TenantSettings> {
  authorize(ctx, 'tenant:write')
  const field = 'earliest_event_at'
  const reason = earliestTimeProblem(at, new Date())
  if (reason)
    throw new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })
  const { id } = ctx.tenant
  const settings = await withTenant({ tenantId: id }, async (tx) => {
    await tx.$executeRaw`select 1 from tenants where id = ${id}::uuid for update`
    const before = await readSettings(tx, id)
    await tx.$executeRaw`update tenants set earliest_event_at = ${at}::timestamptz where id = ${id}::uuid`
    await writeAudit(tx, ctx, {
      action: 'tenant.earliest-event-changed',
      objectKind: 'tenant',
      objectId: id,
      before: { earliestEventAt: before.earliest_event_at },
      after: { earliestEventAt: at.toISOString() },
    })
    return { ...before, earliest_event_at: at.toISOString() }
  })
  forgetSessions()
  forgetApiKeys()
  return settings
}

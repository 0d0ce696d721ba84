import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { CASE_PRIORITIES } from '../vocabulary'
import { withTenant } from '@/lib/platform/db'
import { readPolicies } from './queries'
import type { SlaPolicies, SlaPolicyChange } from './schema'

/** Sets the time that priorities allow. Existing cases keep theirs until they get another priority. */
export async function setSlaPolicies(ctx: Context, change: SlaPolicyChange): Promise<SlaPolicies> {
  authorize(ctx, 'sla:write')
  const updatedBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    // Changes run one after the other, so that each audit entry holds the true former values.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sla-policies:${tenantId}`}, 0))`
    const before = await readPolicies(tx, tenantId)
    const changed = before.policies.filter(
      ({ priority, minutes }) => change[priority] !== undefined && change[priority] !== minutes,
    )
    for (const { priority } of changed) {
      const data = { minutes: change[priority] as number, updatedBy, updatedAt: ctx.at ?? new Date() }
      await tx.slaPolicy.upsert({
        where: { tenantId_priority: { tenantId, priority } },
        create: { tenantId, priority, ...data },
        update: data,
      })
    }
    const after = await readPolicies(tx, tenantId)
    if (changed.length > 0) {
      await writeAudit(tx, ctx, {
        action: 'sla-policy.changed',
        objectKind: 'sla-policy',
        before: minutesOf(before),
        after: minutesOf(after),
      })
    }
    return after
  })
}

const minutesOf = ({ policies }: SlaPolicies): Record<string, number> =>
  Object.fromEntries(
    CASE_PRIORITIES.map((name) => [name, policies.find(({ priority }) => priority === name)?.minutes ?? 0]),
  )

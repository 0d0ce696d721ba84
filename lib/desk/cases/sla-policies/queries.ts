import { authorize, type Context } from '@/lib/contract/context'
import { CASE_PRIORITIES, type CasePriority, DEFAULT_SLA_MINUTES } from '../vocabulary'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { namesOf } from '@/lib/access/users'
import type { SlaPolicies } from './schema'

/** Minutes allowed by the policy in force. */
export async function allowedMinutes(
  tx: TenantClient,
  tenantId: string,
  priority: CasePriority,
): Promise<number> {
  const row = await tx.slaPolicy.findFirst({ where: { tenantId, priority }, select: { minutes: true } })
  return row?.minutes ?? DEFAULT_SLA_MINUTES[priority]
}

/** The time that each priority allows, most urgent first. */
export async function listSlaPolicies(ctx: Context): Promise<SlaPolicies> {
  authorize(ctx, 'case:read')
  return withTenant({ tenantId: ctx.tenant.id }, (tx) => readPolicies(tx, ctx.tenant.id))
}

export async function readPolicies(tx: TenantClient, tenantId: string): Promise<SlaPolicies> {
  const rows = await tx.slaPolicy.findMany({ where: { tenantId } })
  const names = await namesOf(
    tx,
    tenantId,
    rows.map(({ updatedBy }) => updatedBy),
  )
  return {
    policies: CASE_PRIORITIES.map((priority) => {
      const row = rows.find((candidate) => candidate.priority === priority)
      const by = row?.updatedBy ?? null
      return {
        priority,
        minutes: row?.minutes ?? DEFAULT_SLA_MINUTES[priority],
        is_default: row === undefined,
        updated_by: by === null ? null : { id: by, name: names.get(by) ?? 'Unknown' },
        updated_at: row?.updatedAt.toISOString() ?? null,
      }
    }),
  }
}

import { authorize, type Context } from '@/lib/contract/context'
import { defaultEarliestMs } from '@/lib/contract/time-bounds'
import { type Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import type { TenantSettings } from './schema'

/** The settings as stored: those of the context are up to 15 s old. */
export async function getTenant(ctx: Context): Promise<TenantSettings> {
  authorize(ctx, 'tenant:write')
  return withTenant({ tenantId: ctx.tenant.id }, (tx) => readSettings(tx, ctx.tenant.id))
}

export const readSettings = async (tx: TenantClient, id: string): Promise<TenantSettings> =>
  presentTenant(await tx.tenant.findFirstOrThrow({ where: { id } }))

const presentTenant = (row: Prisma.TenantGetPayload<object>): TenantSettings => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  country: row.country,
  currency: row.currency,
  time_zone: row.timeZone,
  step_epoch: row.stepEpoch.toISOString(),
  earliest_event_at: new Date(
    row.earliestEventAt?.getTime() ?? defaultEarliestMs(row.createdAt.getTime()),
  ).toISOString(),
  created_at: row.createdAt.toISOString(),
})

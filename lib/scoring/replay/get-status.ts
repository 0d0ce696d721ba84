import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { readStatus } from './present'
import type { ReplayStatus } from './schema'

/** The running or else the last replay, with its counters as committed. */
export async function getReplayStatus(ctx: Context): Promise<ReplayStatus> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, (tx) => readStatus(tx, tenantId))
}

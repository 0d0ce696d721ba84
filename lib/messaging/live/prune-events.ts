import { findTenantsWithOldLiveEvents, type TenantClient, withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { KEEP_MINUTES } from './schema'

/** Rows that one transaction deletes. */
const BATCH = 10_000

/** Deletes the events that no page can resume from any more, in every tenant. Returns how many. */
export async function pruneLiveEvents(now: Date, batch = BATCH): Promise<number> {
  const before = new Date(now.getTime() - KEEP_MINUTES * 60_000)
  let pruned = 0
  for (const tenantId of await findTenantsWithOldLiveEvents(before)) {
    for (let more = batch; more === batch && !isDraining(); pruned += more) {
      more = await withTenant({ tenantId }, (tx) => pruneBatch(tx, tenantId, before, batch))
    }
  }
  return pruned
}

/** Deletes nothing while another process prunes the same tenant. */
async function pruneBatch(tx: TenantClient, tenantId: string, before: Date, batch: number): Promise<number> {
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`live-prune:${tenantId}`}, 0)) as free`
  if (!lock?.free) return 0
  return await tx.$executeRaw`
    delete from live_events where tenant_id = ${tenantId}::uuid and seq in (
      select seq from live_events
       where tenant_id = ${tenantId}::uuid and at < ${before} order by at limit ${batch}::int)`
}

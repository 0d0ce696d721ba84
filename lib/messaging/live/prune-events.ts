import { findTenantsWithOldLiveEvents, pruneInSlices } from '@/lib/platform/db'
import { KEEP_MINUTES } from './schema'

/** Deletes the events that no page can resume from any more, in every tenant. Returns how many. */
export async function pruneLiveEvents(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEEP_MINUTES * 60_000)
  const tenants = await findTenantsWithOldLiveEvents(before)
  return pruneInSlices(
    'prune-live-events',
    tenants,
    (tx, tenantId, limit) => tx.$executeRaw`
      delete from live_events where ctid = any(array(
        select ctid from live_events
         where tenant_id = ${tenantId}::uuid and at < ${before} order by at limit ${limit}::int))`,
    slice,
  )
}

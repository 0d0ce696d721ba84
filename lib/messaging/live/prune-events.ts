import { findTenantsWithOldLiveEvents, pruneInSlices } from '@/lib/platform/db'
import { KEEP_MINUTES } from './schema'

/** Deletes the events that no page can resume from any more, in every tenant. Returns how many. */
export async function pruneLiveEvents(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEEP_MINUTES * 60_000)
  return pruneInSlices('live_events', before, await findTenantsWithOldLiveEvents(before), slice)
}

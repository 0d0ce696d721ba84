import { findTenantsWithOldNotifications, pruneInSlices } from '@/lib/platform/db'
import { KEEP_DAYS } from './schema'
import { DAY_MS } from '@/lib/platform/time'

/** Deletes the notifications that were kept long enough, in every tenant. Returns how many. */
export async function pruneNotifications(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEEP_DAYS * DAY_MS)
  return pruneInSlices('notifications', before, await findTenantsWithOldNotifications(before), slice)
}

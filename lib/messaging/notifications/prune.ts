import { findTenantsWithOldNotifications, pruneInSlices } from '@/lib/platform/db'
import { KEEP_DAYS } from './schema'

const DAY_MS = 24 * 3_600_000

/** Deletes the notifications that were kept long enough, in every tenant. Returns how many. */
export async function pruneNotifications(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEEP_DAYS * DAY_MS)
  return pruneInSlices('notifications', before, await findTenantsWithOldNotifications(before), slice)
}

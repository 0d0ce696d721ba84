import { findTenantsWithOldNotifications, withTenant } from '@/lib/platform/db'
import { KEEP_DAYS } from './schema'

const DAY_MS = 24 * 3_600_000

/** Deletes notifications older than the retention time, in every tenant. Returns the number. */
export async function pruneNotifications(now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_DAYS * DAY_MS)
  let pruned = 0
  for (const tenantId of await findTenantsWithOldNotifications(before)) {
    const { count } = await withTenant({ tenantId }, (tx) =>
      tx.notification.deleteMany({ where: { tenantId, createdAt: { lt: before } } }),
    )
    pruned += count
  }
  return pruned
}

import { findTenantsWithOldAlertKeys, pruneInSlices } from '@/lib/platform/db'
import { DAY_MS } from '@/lib/platform/time'

/** Deletes keys of de-duplication that no rule reads any more: none looks back more than a day. */
export async function pruneAlertKeys(now: Date): Promise<void> {
  const before = new Date(now.getTime() - 2 * DAY_MS)
  await pruneInSlices('alert_keys', before, await findTenantsWithOldAlertKeys(before))
}

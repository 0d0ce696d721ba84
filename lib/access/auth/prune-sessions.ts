import { findTenantsWithOldSessions, pruneInSlices } from '@/lib/platform/db'
import { DAY_MS } from '@/lib/platform/time'

/** Ended sessions are kept this long for investigations; the audit log keeps the sign-in itself. */
export const KEEP_ENDED_DAYS = 30

/** Deletes the sessions that ended long enough ago, in every tenant. Returns how many. */
export async function pruneSessions(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEEP_ENDED_DAYS * DAY_MS)
  return pruneInSlices('sessions', before, await findTenantsWithOldSessions(before), slice)
}

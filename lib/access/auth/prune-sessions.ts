import { findTenantsWithOldSessions, pruneInSlices } from '@/lib/platform/db'

/** Ended sessions are kept this long for investigations; the audit log keeps the sign-in itself. */
export const KEEP_ENDED_DAYS = 30
const DAY_MS = 24 * 3_600_000

/** Deletes the sessions that ended long enough ago, in every tenant. Returns how many. */
export async function pruneSessions(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEEP_ENDED_DAYS * DAY_MS)
  const tenants = await findTenantsWithOldSessions(before)
  return pruneInSlices(
    'prune-sessions',
    tenants,
    (tx, tenantId, limit) => tx.$executeRaw`
      delete from sessions where ctid = any(array(
        select ctid from sessions
         where tenant_id = ${tenantId}::uuid and expires_at < ${before} order by expires_at limit ${limit}::int))`,
    slice,
  )
}

import { findTenantsWithOldIdempotencyKeys, pruneInSlices } from '@/lib/platform/db'

/** Least time that an idempotency key is kept. */
export const KEEP_KEY_HOURS = 72

/** Deletes expired idempotency keys with their responses, in every tenant. Returns how many. */
export async function pruneIdempotencyKeys(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEEP_KEY_HOURS * 3_600_000)
  return pruneInSlices('idempotency_keys', before, await findTenantsWithOldIdempotencyKeys(before), slice)
}

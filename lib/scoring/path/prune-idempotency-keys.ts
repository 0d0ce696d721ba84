import { findTenantsWithOldIdempotencyKeys, pruneInSlices } from '@/lib/platform/db'

/** Least time that an idempotency key is kept. */
export const KEEP_KEY_HOURS = 72

/** Deletes expired idempotency keys with their responses, in every tenant. Returns how many. */
export async function pruneIdempotencyKeys(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEEP_KEY_HOURS * 3_600_000)
  const tenants = await findTenantsWithOldIdempotencyKeys(before)
  return pruneInSlices(
    'prune-idempotency-keys',
    tenants,
    (tx, tenantId, limit) => tx.$executeRaw`
      delete from idempotency_keys where ctid = any(array(
        select ctid from idempotency_keys
         where tenant_id = ${tenantId}::uuid and created_at < ${before} order by created_at limit ${limit}::int))`,
    slice,
  )
}

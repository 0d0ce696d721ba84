import { isDraining } from '../lifecycle'
import { type TenantClient, withTenant } from './with-tenant'

/** Rows that one transaction deletes: far below the statement time limit, so that neither locks nor a shutdown wait long. */
const PRUNE_SLICE = 2_000

/**
 * Deletes expired rows of the tenants in slices, each in a transaction of its own, until none is left: what a run finds
 * is not limited, so the table keeps its size at any rate of arrival. Skips a tenant that another process prunes.
 * @param deleteSlice deletes at most `limit` rows of the tenant and returns how many it deleted
 * @returns the number of deleted rows
 */
export async function pruneInSlices(
  what: string,
  tenantIds: readonly string[],
  deleteSlice: (tx: TenantClient, tenantId: string, limit: number) => Promise<number>,
  slice = PRUNE_SLICE,
): Promise<number> {
  let pruned = 0
  for (const tenantId of tenantIds) {
    for (let more = slice; more === slice && !isDraining(); pruned += more) {
      more = await withTenant({ tenantId }, async (tx) => {
        const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
          select pg_try_advisory_xact_lock(hashtextextended(${`${what}:${tenantId}`}, 0)) as free`
        return lock?.free ? await deleteSlice(tx, tenantId, slice) : 0
      })
    }
  }
  return pruned
}

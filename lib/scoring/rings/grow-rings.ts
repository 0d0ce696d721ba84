import { findTenantsWithRingWork, type TenantClient, withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { readLinks } from './read-links'
import { storeLinks } from './store-links'

/**
 * Joins accounts that share devices or phones, for every tenant whose rule looks for rings, from the decisions that were
 * committed since the last run. Several processes may run it: each tenant is worked on by one at a time.
 * @throws the first failure, after all tenants had their turn
 */
export async function growRings(): Promise<void> {
  const failures: unknown[] = []
  for (const tenantId of await findTenantsWithRingWork()) {
    await growAll(tenantId).catch((error: unknown) => {
      log.error({ err: error, tenantId }, 'the rings of a tenant were not updated')
      failures.push(error)
    })
  }
  if (failures.length > 0) throw failures[0]
}

async function growAll(tenantId: string): Promise<void> {
  let more = true
  while (more && !isDraining()) more = await withTenant({ tenantId }, (tx) => growOnce(tx, tenantId))
}

/** One transaction: the cursor moves with the links that it found. @returns whether more decisions wait */
async function growOnce(tx: TenantClient, tenantId: string): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`rings:${tenantId}`}, 0)) as free`
  if (!lock?.free) return false
  const { links, cursor, more } = await readLinks(tx, tenantId)
  if (cursor === null) return false
  await storeLinks(tx, tenantId, links)
  await tx.$executeRaw`
    insert into ring_cursors (tenant_id, predictions_order, predictions_id)
    values (${tenantId}::uuid, ${cursor.order}::bigint, ${cursor.id}::uuid)
    on conflict (tenant_id) do update
      set predictions_order = excluded.predictions_order, predictions_id = excluded.predictions_id`
  return more
}

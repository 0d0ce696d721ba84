import { setImmediate as othersFirst, setTimeout as wait } from 'node:timers/promises'
import { findTenantsWithRingWork, type TenantClient, withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { monotonicMs } from '@/lib/platform/time'
import { isScoringForOthers } from '@/lib/scoring/path'
import { readLinks } from './read-links'
import { storeLinks } from './store-links'

/** Decisions that one transaction reads. */
const DECISIONS_AT_ONCE = 2_000
/** The same while callers wait for single scores of this process. */
export const SMALL_DECISIONS = 250
/** Of the time of the job while others score, at most this part is work. */
const SMALL_SHARE = 0.5

/**
 * Joins accounts that share devices or phones, for every tenant whose rule looks for rings, from the decisions that were
 * committed since the last run. Several processes may run it: each tenant is worked on by one at a time.
 * @throws the first failure, after all tenants had their turn
 */
export async function growRings(decisionsAtOnce = DECISIONS_AT_ONCE): Promise<void> {
  const failures: unknown[] = []
  let tenants = await findTenantsWithRingWork()
  while (tenants.length > 0 && !isDraining()) {
    const withMore: string[] = []
    // A part of each in turns: an institution that begins to look for rings does not hold up the others.
    for (const tenantId of tenants) {
      if (isDraining()) break
      const startedAt = monotonicMs()
      const atOnce = isScoringForOthers() ? Math.min(decisionsAtOnce, SMALL_DECISIONS) : decisionsAtOnce
      try {
        const more = await withTenant({ tenantId }, (tx) => growOnce(tx, tenantId, atOnce))
        if (more) withMore.push(tenantId)
      } catch (error) {
        log.error({ err: error, tenantId }, 'the rings of a tenant were not updated')
        failures.push(error)
      }
      await giveWay(startedAt)
    }
    tenants = withMore
  }
  if (failures.length > 0) throw failures[0]
}

/** Lets everything else of the process run; while others score, as long as the work since `startedAt` took. */
async function giveWay(startedAt: number): Promise<void> {
  await othersFirst()
  if (isScoringForOthers()) await wait((monotonicMs() - startedAt) * (1 / SMALL_SHARE - 1))
}

/** One transaction: the cursor moves with the links that it found. @returns whether more decisions wait */
async function growOnce(tx: TenantClient, tenantId: string, decisionsAtOnce: number): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`rings:${tenantId}`}, 0)) as free`
  if (!lock?.free) return false
  const { links, cursor, more } = await readLinks(tx, tenantId, decisionsAtOnce)
  if (cursor === null) return false
  await storeLinks(tx, tenantId, links)
  await tx.$executeRaw`
    insert into ring_cursors (tenant_id, predictions_order, predictions_id)
    values (${tenantId}::uuid, ${cursor.order}::bigint, ${cursor.id}::uuid)
    on conflict (tenant_id) do update
      set predictions_order = excluded.predictions_order, predictions_id = excluded.predictions_id`
  return more
}

import { loadTenant, systemContext } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import type { RetrainingRow } from '../present'
import { leaseEnd } from './lease'

export interface Claim {
  ctx: Context
  row: RetrainingRow
}

/**
 * Leases the tenant's retraining where no process works on it. A lease that lapsed counts as an interruption: its process
 * ended without a word. Null where there is none, or another process was faster.
 */
export async function claimRetraining(tenantId: string, now: Date): Promise<Claim | null> {
  return await withTenant({ tenantId }, async (tx) => {
    const row = await lease(tx, tenantId, now)
    return row && { row, ctx: systemContext(await loadTenant(tx), 'retraining') }
  })
}

async function lease(tx: TenantClient, tenantId: string, now: Date): Promise<RetrainingRow | null> {
  const [leased] = await tx.$queryRaw<{ id: string }[]>`
    update retrainings set attempt = attempt + 1, interruptions = interruptions + leased::int, leased = true,
           lease_until = ${leaseEnd()}, started_at = coalesce(started_at, now()), version = version + 1
     where tenant_id = ${tenantId}::uuid and id = (
       select id from retrainings
        where tenant_id = ${tenantId}::uuid and finished_at is null and (lease_until is null or lease_until < ${now})
          for update skip locked)
    returning id`
  return leased ? await tx.retraining.findFirst({ where: { tenantId, id: leased.id } }) : null
}

/** Gives the retraining back without an interruption: another process may take it at once. */
export async function releaseRetraining({ row: { tenantId, id, attempt } }: Claim): Promise<void> {
  await withTenant({ tenantId }, (tx) =>
    tx.retraining.updateMany({
      where: { tenantId, id, attempt, finishedAt: null },
      data: { leased: false, leaseUntil: null },
    }),
  )
}

/** How long a retraining waits after a failure that may pass, such as a database that is away. */
const PAUSE_MS = 15_000

/** Counts an interruption when the next attempt leases it. */
export async function pauseRetraining({ row: { tenantId, id, attempt } }: Claim): Promise<void> {
  await withTenant({ tenantId }, (tx) =>
    tx.retraining.updateMany({
      where: { tenantId, id, attempt, finishedAt: null },
      data: { leaseUntil: new Date(Date.now() + PAUSE_MS) },
    }),
  )
}

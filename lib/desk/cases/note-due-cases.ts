import { findTenantsWithDueCases, type TenantClient, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { isDraining } from '@/lib/platform/lifecycle'
import { announceBreach, announceWarning } from './announce-sla-breach'
import type { CaseRow } from './present'

/** Cases that one transaction handles. */
const BATCH = 100

/**
 * Finds the cases whose time has run out at `now`, or soon will, in every tenant, and announces each once, however many
 * processes run this at the same time. Returns the number of cases.
 */
export async function noteDueCases(now: Date): Promise<number> {
  let noted = 0
  for (const tenantId of await findTenantsWithDueCases(now)) {
    for (let more = BATCH; more === BATCH && !isDraining(); noted += more) {
      more = await withTenant({ tenantId }, (tx) => noteBatch(tx, tenantId, now))
    }
  }
  return noted
}

async function noteBatch(tx: TenantClient, tenantId: string, now: Date): Promise<number> {
  // Another process already handles this tenant; waiting for it would find nothing left to do.
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`case-clock:${tenantId}`}, 0)) as free`
  if (!lock?.free) return 0
  const rows = await tx.$queryRaw<CaseRow[]>`
    select * from cases
     where tenant_id = ${tenantId}::uuid and sla_due_at is not null
       and (sla_due_at <= ${now} and sla_breached_at is null or sla_warn_at <= ${now})
     order by sla_due_at, id limit ${BATCH} for no key update skip locked`
  const actor = { kind: 'system', id: 'case-clock' } as const
  const ctx = { tenant: { id: tenantId }, actor, requestId: newId() }
  for (const row of rows) {
    const after = await announceBreach(tx, ctx, row, now)
    await announceWarning(tx, ctx, after, now)
  }
  return rows.length
}

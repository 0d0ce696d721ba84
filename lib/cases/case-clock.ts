import { pruneNotifications } from '@/lib/notifications'
import { findTenantsWithDueCases, type TenantClient, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { finishBeforeExit, isDraining, whenDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { breachCase, warnOfCase } from './breach-case'
import type { CaseRow } from './record'

/** Looks, in every server process, for cases whose time has run out or soon will; each is noted once, by whoever is first. */
const EVERY_MS = 30_000
const PRUNE_EVERY_MS = 3_600_000
/** Cases of one institution that are noted in one transaction. */
const BATCH = 100

/** Starts the clock of this process; it ends when the process drains. Returns how to stop it. */
export function startCaseClock(everyMs = EVERY_MS): () => void {
  let underWay: Promise<void> | null = null
  let prunedAtMs = 0
  const look = async () => {
    const now = new Date()
    await noteDueCases(now)
    if (now.getTime() - prunedAtMs < PRUNE_EVERY_MS) return
    prunedAtMs = now.getTime()
    await pruneNotifications(now)
  }
  const tick = () => {
    // A slow database must not gather ticks that all wait for it.
    if (underWay || isDraining()) return
    underWay = look()
      .catch((error: unknown) => log.error({ err: error }, 'the case clock failed; it tries again'))
      .finally(() => (underWay = null))
    finishBeforeExit(underWay)
  }
  const timer = setInterval(tick, everyMs).unref()
  const forget = whenDraining(() => clearInterval(timer))
  return () => {
    clearInterval(timer)
    forget()
  }
}

/** Notes breaches and warns, in every institution that has something due at `now`. Returns how many cases. */
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
  // Another process that is at it already will be done before this one would have waited.
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`case-clock:${tenantId}`}, 0)) as free`
  if (!lock?.free) return 0
  const rows = await tx.$queryRaw<CaseRow[]>`
    select * from cases
     where tenant_id = ${tenantId}::uuid and sla_due_at is not null
       and (sla_due_at <= ${now} and sla_breached_at is null or sla_warn_at <= ${now})
     order by sla_due_at, id limit ${BATCH} for no key update skip locked`
  const ctx = {
    ...{ tenant: { id: tenantId }, actor: { kind: 'system', id: 'case-clock' } as const, requestId: newId() },
  }
  for (const row of rows) {
    const after = await breachCase(tx, ctx, row, now)
    await warnOfCase(tx, ctx, after, now)
  }
  return rows.length
}

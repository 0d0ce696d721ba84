import type { TenantClient } from '@/lib/platform/db'

/** How far the rules of a tenant have been compared. */
export interface AlertCursor {
  /** The place of the last decision in the order of commit. */
  order: bigint
  id: string
  /** The newest failure of a job. */
  jobsAt: Date
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Transactions with lower numbers have ended: none of them can still add a row. */
export async function readHorizon(tx: TenantClient): Promise<bigint> {
  const [clock] = await tx.$queryRaw<{ horizon: bigint }[]>`
    select commit_order(pg_snapshot_xmin(pg_current_snapshot())) as horizon`
  return clock?.horizon ?? 0n
}

/** Without a cursor the rules begin with what happens from now on. */
export async function readCursor(tx: TenantClient, tenantId: string, now: Date): Promise<AlertCursor> {
  const row = await tx.alertCursor.findFirst({ where: { tenantId } })
  if (row) return { order: row.predictionsOrder, id: row.predictionsId, jobsAt: row.jobsAt }
  return { order: await readHorizon(tx), id: FIRST_ID, jobsAt: now }
}

export async function writeCursor(
  tx: TenantClient,
  tenantId: string,
  { order, id, jobsAt }: AlertCursor,
): Promise<void> {
  await tx.$executeRaw`
    insert into alert_cursors (tenant_id, predictions_order, predictions_id, jobs_at)
    values (${tenantId}::uuid, ${order}::bigint, ${id}::uuid, ${jobsAt})
    on conflict (tenant_id) do update
      set predictions_order = excluded.predictions_order, predictions_id = excluded.predictions_id, jobs_at = excluded.jobs_at`
}

/** One process at a time moves the cursor of a tenant, until the end of its transaction. */
const lockName = (tenantId: string) => `alerts:${tenantId}`

/** False while another process compares the rules of the tenant. */
export async function tryLock(tx: TenantClient, tenantId: string): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${lockName(tenantId)}, 0)) as free`
  return lock?.free === true
}

/** The first rule of a kind does not read what happened before it: the cursor moves to now. */
export async function skipToNow(
  tx: TenantClient,
  tenantId: string,
  kind: 'transaction' | 'job_failed',
  now: Date,
): Promise<void> {
  // The job writes the whole cursor: it must not take back this step.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${lockName(tenantId)}, 0))`
  const cursor = await readCursor(tx, tenantId, now)
  const start = kind === 'transaction' ? { order: await readHorizon(tx), id: FIRST_ID } : { jobsAt: now }
  await writeCursor(tx, tenantId, { ...cursor, ...start })
}

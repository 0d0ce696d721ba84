import type { TenantClient } from '@/lib/platform/db'
import type { Place } from './read-decisions'

/** How far the job has read. */
export interface Cursor {
  predictions: Place
  labels: Place
}

interface Row {
  predictions_order: bigint
  predictions_id: string
  labels_order: bigint
  labels_id: string
}

const START: Place = { order: -1n, id: '00000000-0000-0000-0000-000000000000' }

/** Takes the lock of the tenant's job until the end of the transaction; false while another process holds it. */
export async function lockTenant(tx: TenantClient, tenantId: string): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`drift:${tenantId}`}, 0)) as free`
  return lock?.free === true
}

/** Transactions with lower numbers have ended: none of them can still add a row. */
export async function readHorizon(tx: TenantClient): Promise<bigint> {
  const [clock] = await tx.$queryRaw<{ horizon: bigint }[]>`
    select commit_order(pg_snapshot_xmin(pg_current_snapshot())) as horizon`
  return clock?.horizon ?? 0n
}

export async function readCursor(tx: TenantClient, tenantId: string): Promise<Cursor> {
  const [row] = await tx.$queryRaw<Row[]>`
    select predictions_order, predictions_id::text, labels_order, labels_id::text from drift_cursors
     where tenant_id = ${tenantId}::uuid`
  if (!row) return { predictions: START, labels: START }
  return {
    predictions: { order: row.predictions_order, id: row.predictions_id },
    labels: { order: row.labels_order, id: row.labels_id },
  }
}

export async function writeCursor(
  tx: TenantClient,
  tenantId: string,
  { predictions, labels }: Cursor,
): Promise<void> {
  await tx.$executeRaw`
    insert into drift_cursors (tenant_id, predictions_order, predictions_id, labels_order, labels_id)
    values (${tenantId}::uuid, ${predictions.order}::bigint, ${predictions.id}::uuid, ${labels.order}::bigint, ${labels.id}::uuid)
    on conflict (tenant_id) do update set
      predictions_order = excluded.predictions_order, predictions_id = excluded.predictions_id,
      labels_order = excluded.labels_order, labels_id = excluded.labels_id, updated_at = now()`
}

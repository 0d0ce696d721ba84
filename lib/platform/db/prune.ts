import { isDraining } from '../lifecycle'
import { Prisma } from './generated/client'
import { type TenantClient, withTenant } from './with-tenant'

/** Rows that one transaction deletes: far below the statement time limit, so that neither locks nor a shutdown wait long. */
const PRUNE_SLICE = 2_000

/** Tables whose rows expire, with the column of their time; an index on (tenant_id, time) finds the oldest rows. */
const EXPIRING = {
  alert_keys: { rows: Prisma.sql`alert_keys`, time: Prisma.sql`at` },
  alert_messages: { rows: Prisma.sql`alert_messages`, time: Prisma.sql`created_at` },
  challenger_scores: { rows: Prisma.sql`challenger_scores`, time: Prisma.sql`scored_at` },
  idempotency_keys: { rows: Prisma.sql`idempotency_keys`, time: Prisma.sql`created_at` },
  live_events: { rows: Prisma.sql`live_events`, time: Prisma.sql`at` },
  notifications: { rows: Prisma.sql`notifications`, time: Prisma.sql`created_at` },
  stream_dead_letters: { rows: Prisma.sql`stream_dead_letters`, time: Prisma.sql`received_at` },
  upload_rejects: { rows: Prisma.sql`upload_rejects`, time: Prisma.sql`created_at` },
  sessions: { rows: Prisma.sql`sessions`, time: Prisma.sql`expires_at` },
}

/**
 * Deletes the rows of the tenants from before a time, in slices, each in a transaction of its own, until none is left:
 * what a run finds is not limited, so the table keeps its size at any rate of arrival. Skips a tenant that another
 * process prunes.
 * @returns the number of deleted rows
 */
export async function pruneInSlices(
  table: keyof typeof EXPIRING,
  before: Date,
  tenantIds: readonly string[],
  slice = PRUNE_SLICE,
): Promise<number> {
  let pruned = 0
  for (const tenantId of tenantIds) {
    for (let more = slice; more >= slice && !isDraining(); pruned += more) {
      more = await withTenant({ tenantId }, async (tx) => {
        const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
          select pg_try_advisory_xact_lock(hashtextextended(${`prune-${table}:${tenantId}`}, 0)) as free`
        return lock?.free ? await deleteOldest(tx, table, before, tenantId, slice) : 0
      })
    }
  }
  return pruned
}

/**
 * Deletes the oldest rows by a range of their time, so rows of one moment go together. By ctid instead, the planner compares
 * every row of the tenant with every listed ctid when its statistics are old.
 */
function deleteOldest(
  tx: TenantClient,
  table: keyof typeof EXPIRING,
  before: Date,
  tenantId: string,
  limit: number,
): Promise<number> {
  const { rows, time } = EXPIRING[table]
  return tx.$executeRaw`
    delete from ${rows} where tenant_id = ${tenantId}::uuid and ${time} <= (
      select max(${time}) from (
        select ${time} from ${rows}
         where tenant_id = ${tenantId}::uuid and ${time} < ${before} order by ${time} limit ${limit}::int) oldest)`
}

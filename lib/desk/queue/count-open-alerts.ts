import { authorize, type Context } from '@/lib/contract/context'
import { FLAGGED, PENDING } from '@/lib/desk/transactions'
import { Prisma, withTenant } from '@/lib/platform/db'
import { type CappedCount, COUNT_CAP, toCappedCount } from '@/lib/contract/capped-count'
import { NOT_REPLAYED } from '@/lib/scoring/read-model'

export interface OpenAlerts {
  /** All that the queue lists. */
  open: CappedCount
  /** Those of them that replays made. */
  replayed: CappedCount
}

/** How many alerts wait for a decision, counted up to the cap. */
export async function countOpenAlerts(ctx: Context): Promise<OpenAlerts> {
  authorize(ctx, 'transaction:read')
  const most = COUNT_CAP + 1
  const { open, replayed } = await countUpTo(ctx, Prisma.sql`${most}::int`)
  return { open: toCappedCount(open), replayed: toCappedCount(replayed) }
}

/** The open alerts that figures count: replays are left out. */
export async function countOwnAlerts(ctx: Context): Promise<CappedCount> {
  authorize(ctx, 'transaction:read')
  // Both counts read indexes alone; only the rows of the table say which alert is of a replay.
  const { open, replayed } = await countUpTo(ctx, Prisma.sql`${COUNT_CAP + 1}::int + n`)
  if (replayed <= COUNT_CAP) return toCappedCount(open - replayed)
  const [own] = await withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$queryRaw<[{ n: number }]>`
      select count(*)::int as n from (
        select from scored_transactions
         where tenant_id = ${ctx.tenant.id}::uuid and ${FLAGGED} and ${PENDING} and ${NOT_REPLAYED}
         limit ${COUNT_CAP + 1}) own`,
  )
  return toCappedCount(own.n)
}

/** @param most how many open alerts are counted; `n` are those of replays, of which at most one more than the cap is counted */
async function countUpTo(ctx: Context, most: Prisma.Sql): Promise<{ open: number; replayed: number }> {
  const openAlerts = Prisma.sql`
    select from scored_transactions where tenant_id = ${ctx.tenant.id}::uuid and ${FLAGGED} and ${PENDING}`
  const [counts] = await withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$queryRaw<[{ open: number; replayed: number }]>`
      with counted as materialized (
        select count(*)::int as n from (${openAlerts} and replayed limit ${COUNT_CAP + 1}) of_replays)
      select n as replayed, (select count(*)::int from (${openAlerts} limit (select ${most} from counted)) listed) as open
        from counted`,
  )
  return counts
}

import type { Tenant } from '@/lib/contract/context'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { FLAGGED, NO_REPLAYS, NOT_REPLAYED, ownAmount, S } from '@/lib/scoring/read-model'
import { velocityInForce } from '@/lib/governance/velocity'
import { floorsOf, outcomeSql, type Side } from './outcome-sql'
import { type Period, windowOf } from './period'
import type { HourRows, Slice } from './slices'

/** The stored rows that a change is judged by, as SQL. */
export interface RowSource {
  /** Common table expressions that the rows of a time need; empty or ending in a comma. */
  tables(within: Pick<Slice, 'from' | 'to'>): Prisma.Sql
  /**
   * Alerts of either side within the slice, and all rows with another outcome: `transaction_id, span, score, own, was,
   * will`. `own` is the amount in the institution's currency, null without a rate.
   */
  rows(slice: Slice): Prisma.Sql
  /** `was` and `will` of the rows `s` of one query, whatever their score. */
  outcomes: Prisma.Sql
  /** Joins what `outcomes` needs; may be empty. */
  join: Prisma.Sql
}

/** SQL of `transaction_id, blocked, trusted_account, trusted_named` for the rows of a time that new list entries name. */
export type Hits = (within: Pick<Slice, 'from' | 'to'>) => Prisma.Sql

interface Change {
  before: Side
  after: Side
  hits: Hits | null
}

/** A transaction may be scored before it occurs, by the few minutes that clocks differ. */
const AHEAD = '1 hour'

/**
 * Reads which rows can matter. Rows below all thresholds are approved before and after, unless a list holds them; where
 * the lowest threshold is not below the medium band of any policy of the period, they are found by the indexes of
 * bands and alerts, so that the cost grows with the alerts and not with the traffic.
 */
export async function rowSource(
  tx: TenantClient,
  tenant: Tenant,
  period: Period,
  { before, after, hits }: Change,
): Promise<{ source: RowSource; hours: HourRows[] }> {
  const floor = Math.min(
    before.review_threshold,
    after.review_threshold,
    before.block_threshold,
    after.block_threshold,
  )
  const floors = floorsOf(await velocityInForce(tx, tenant.id))
  const outcomes = Prisma.sql`${outcomeSql(before, false, undefined, floors)} as was,
    ${outcomeSql(after, hits !== null, undefined, floors)} as will`
  const join = hits ? Prisma.sql`left join hits h on h.transaction_id = s.transaction_id` : Prisma.empty
  const within = ({ from, to }: Slice) => Prisma.sql`s.tenant_id = ${tenant.id}::uuid
    and s.occurred_at >= ${from}::timestamptz and s.occurred_at < ${to}::timestamptz and s.${NOT_REPLAYED}`
  const columns = Prisma.sql`s.transaction_id, ${windowOf(period)} as span, s.score,
    ${ownAmount(S, tenant.currency)} as own, ${outcomes}`
  const byBand = floor >= (await highestMediumBand(tx, tenant.id, period))
  const conditions = byBand
    ? [Prisma.sql`s.risk_band in ('medium', 'high')`, Prisma.sql`s.risk_band = 'low' and ${FLAGGED}`]
    : [Prisma.sql`(s.score >= ${floor}::float8 or ${FLAGGED})`]
  const others = byBand ? Prisma.sql`s.risk_band = 'low'` : Prisma.sql`s.score < ${floor}::float8`
  const rows = (slice: Slice) => {
    const arms = conditions.map(
      (condition) =>
        Prisma.sql`select ${columns} from scored_transactions s ${join} where ${within(slice)} and ${condition}`,
    )
    const named = Prisma.sql`
      select ${columns} from hits h join scored_transactions s on s.transaction_id = h.transaction_id
       where ${within(slice)} and s.outcome = 'approve' and ${others}`
    return Prisma.join(hits ? [...arms, named] : arms, ' union all ')
  }
  const tables: RowSource['tables'] = (time) =>
    hits ? Prisma.sql`hits as materialized (${hits(time)}),` : Prisma.empty
  const readsAlerts = byBand && hits === null
  return {
    source: { tables, rows, outcomes, join },
    hours: await readHours(tx, tenant.id, period, readsAlerts),
  }
}

/** Payments per hour by the kept totals. @param readsAlerts whether only alerts and rows above the low band are read */
export async function readHours(
  tx: TenantClient,
  tenantId: string,
  { from, to }: Period,
  readsAlerts: boolean,
): Promise<HourRows[]> {
  return await tx.$queryRaw<HourRows[]>`
    select hour, sum(transactions)::float8 as payments,
           coalesce(sum(transactions) filter (where not ${readsAlerts}::boolean or risk_band <> 'low' or ${FLAGGED}), 0)::float8
             as read
      from activity_hours
     where tenant_id = ${tenantId}::uuid and hour >= ${from}::timestamptz and hour < ${to}::timestamptz
       and ${NO_REPLAYS}
     group by hour`
}

/** The highest start of the medium band among the policies that may have scored rows of the period. */
async function highestMediumBand(tx: TenantClient, tenantId: string, { from }: Period): Promise<number> {
  const [row] = await tx.$queryRaw<{ highest: number | null }[]>`
    select max(medium_from) as highest from policies
     where tenant_id = ${tenantId}::uuid and version >= coalesce((
       select max(version) from policies
        where tenant_id = ${tenantId}::uuid and created_at <= ${from}::timestamptz - ${AHEAD}::interval), 0)`
  return row?.highest ?? Infinity
}

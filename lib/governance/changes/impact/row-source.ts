import type { Tenant } from '@/lib/contract/context'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { FLAGGED, ownAmount, S } from '@/lib/scoring/read-model'
import { outcomeSql, type Side } from './outcome-sql'
import { type Period, windowOf } from './period'

/** The stored rows that a change is judged by, as SQL. */
export interface RowSource {
  /** Common table expressions that the rows need; empty or ending in a comma. */
  tables: Prisma.Sql
  /**
   * Alerts of either side within the period, and all rows with another outcome: `transaction_id, span, score, own, was,
   * will`. `own` is the amount in the institution's currency, null without a rate.
   */
  inPeriod: Prisma.Sql
  /** `was` and `will` of the rows `s` of one query, whatever their score. */
  outcomes: Prisma.Sql
  /** Joins what `outcomes` needs; may be empty. */
  join: Prisma.Sql
}

interface Change {
  before: Side
  after: Side
  /** SQL of `transaction_id, blocked, trusted_account, trusted_named` for the rows that new list entries name. */
  hits: Prisma.Sql | null
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
): Promise<RowSource> {
  const floor = Math.min(
    before.review_threshold,
    after.review_threshold,
    before.block_threshold,
    after.block_threshold,
  )
  const outcomes = Prisma.sql`${outcomeSql(before, false)} as was, ${outcomeSql(after, hits !== null)} as will`
  const join = hits ? Prisma.sql`left join hits h on h.transaction_id = s.transaction_id` : Prisma.empty
  const within = Prisma.sql`s.tenant_id = ${tenant.id}::uuid
    and s.occurred_at >= ${period.from}::timestamptz and s.occurred_at < ${period.to}::timestamptz`
  const columns = Prisma.sql`s.transaction_id, ${windowOf(period)} as span, s.score,
    ${ownAmount(S, tenant.currency)} as own, ${outcomes}`
  const select = (condition: Prisma.Sql) =>
    Prisma.sql`select ${columns} from scored_transactions s ${join} where ${within} and ${condition}`
  const byBand = floor >= (await highestMediumBand(tx, tenant.id, period))
  const arms = byBand
    ? [
        select(Prisma.sql`s.risk_band in ('medium', 'high')`),
        select(Prisma.sql`s.risk_band = 'low' and ${FLAGGED}`),
      ]
    : [select(Prisma.sql`(s.score >= ${floor}::float8 or ${FLAGGED})`)]
  if (hits) {
    const others = byBand ? Prisma.sql`s.risk_band = 'low'` : Prisma.sql`s.score < ${floor}::float8`
    arms.push(Prisma.sql`
      select ${columns} from hits h join scored_transactions s on s.transaction_id = h.transaction_id
       where ${within} and s.outcome = 'approve' and ${others}`)
  }
  return {
    tables: hits ? Prisma.sql`hits as materialized (${hits}),` : Prisma.empty,
    inPeriod: Prisma.join(arms, ' union all '),
    outcomes,
    join,
  }
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

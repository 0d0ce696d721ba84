import type { Tenant } from '@/lib/contract/context'
import type { Outcome } from '@/lib/engine/policy'
import { SEVERITIES, type Severity } from '@/lib/engine/velocity'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { NOT_REPLAYED, ownAmount, S } from '@/lib/scoring/read-model'
import type { PreviewDays, VelocityPayload } from '../schema'
import { floorsOf, outcomeSql, type Side } from './outcome-sql'
import { type Period, windowOf } from './period'
import type { Slice } from './slices'

/** Payments of the shortest window that holds them, with one severity and one outcome under each rule. */
export interface VelocityHits {
  span: PreviewDays
  /** Under the rule before; null for none. */
  found: Severity | null
  /** Under the rule after. */
  finds: Severity | null
  was: Outcome
  will: Outcome
  transactions: number
  /** Exact decimal, in the institution's currency. */
  amount: string
}

export interface VelocitySides {
  policy: Side
  before: VelocityPayload
  after: VelocityPayload
}

/**
 * The payments of a slice that either rule would have found. One pass: of each party the payments up to this one, less those that
 * lie before the window. Of payments at the same time, the earlier one does not count the later one, as in lib/engine/velocity.
 */
export async function readVelocityHits(
  tx: TenantClient,
  { id: tenantId, currency }: Tenant,
  period: Period,
  { from, to }: Slice,
  { policy, before, after }: VelocitySides,
): Promise<VelocityHits[]> {
  const reach = Math.max(before.window_seconds, after.window_seconds)
  const isSameWindow = before.window_seconds === after.window_seconds
  const counts = Prisma.sql`${mostPayments(before.window_seconds)} as payments_before${
    isSameWindow ? Prisma.empty : Prisma.sql`, ${mostPayments(after.window_seconds)} as payments_after`
  }`
  const paymentsBefore = Prisma.sql`payments_before`
  const paymentsAfter = isSameWindow ? paymentsBefore : Prisma.sql`payments_after`
  return tx.$queryRaw<VelocityHits[]>`
    with counted as (
      select s.occurred_at, s.score, s.reason_codes, ${ownAmount(S, currency)} as own, ${windowOf(period)} as span,
             ${counts}
        from scored_transactions s
       where s.tenant_id = ${tenantId}::uuid and s.${NOT_REPLAYED}
         and s.occurred_at >= ${from}::timestamptz - make_interval(secs => ${reach}::int) and s.occurred_at < ${to}::timestamptz
    ), found as (
      select span, own, score, array(select code from unnest(reason_codes) code where code <> all(${CODES}::text[])) as codes,
             ${severitySql(paymentsBefore, before.threshold)} as found,
             ${severitySql(paymentsAfter, after.threshold)} as finds
        from counted
       where occurred_at >= ${from}::timestamptz
         and (${paymentsBefore} > ${before.threshold}::int or ${paymentsAfter} > ${after.threshold}::int)
    ), decided as (
      select span, own, found, finds, ${decided(policy, before, Prisma.sql`found`)} as was,
             ${decided(policy, after, Prisma.sql`finds`)} as will
        from found f
    )
    select span, found, finds, was, will, count(*)::float8 as transactions, coalesce(sum(own), 0)::text as amount
      from decided group by 1, 2, 3, 4, 5`
}

const CODES = SEVERITIES.map((severity) => `velocity_${severity}`)

const PARTIES = [Prisma.sql`s.sender_account`, Prisma.sql`s.phone`, Prisma.sql`s.device_id`]

/** SQL: payments of the party with most of them in the window that ends with the row, which counts too. */
function mostPayments(seconds: number): Prisma.Sql {
  const ofParty = (party: Prisma.Sql) => Prisma.sql`
    case when ${party} is not null then
      row_number() over (partition by ${party} order by s.occurred_at, s.transaction_id)
      - count(*) over (partition by ${party} order by s.occurred_at
                       range between unbounded preceding and make_interval(secs => ${seconds}::int) preceding) end`
  return Prisma.sql`greatest(${Prisma.join(PARTIES.map(ofParty))})`
}

/** SQL: `severityOf()` of lib/engine/velocity. */
const severitySql = (payments: Prisma.Sql, threshold: number): Prisma.Sql => Prisma.sql`
  case when ${payments} <= ${threshold}::int then null
       when 2 * ${payments} <= 3 * ${threshold}::int then 'low'
       when 2 * ${payments} <= 5 * ${threshold}::int then 'high' else 'critical' end`

/** SQL: the outcome of a row `f` of `found`, with a severity among its reason codes in place of the recorded one. */
const decided = (policy: Side, rule: VelocityPayload, severity: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (select ${outcomeSql(policy, false, undefined, floorsOf(rule))}
     from (select f.score, f.codes || coalesce('velocity_' || f.${severity}, '')) as s (score, reason_codes))`

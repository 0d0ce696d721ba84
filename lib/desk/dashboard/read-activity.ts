import type { CappedCount } from '@/lib/contract/capped-count'
import { authorize, type Context } from '@/lib/contract/context'
import { clampedSql, Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { countOpenAlerts, countOwnAlerts } from '@/lib/desk/queue'
import { FLAGGED } from '@/lib/desk/transactions'
import { type ActivityRow, presentActivity } from './present'
import { ratePosture } from './rate-posture'
import {
  aheadOf,
  type BucketedPeriod,
  bucketOfHour,
  countedTotals,
  localBucket,
  readPeriod,
} from './read-period'
import type { Activity, DayCount, Kpis, Period, Point, Replays, SparklineScores, Span } from './schema'

/** The figures of a period, from the stored totals of its hours: one statement for all widgets. */
export async function readActivity(
  ctx: Context,
  span: Span,
  replays: Replays = 'without',
): Promise<Activity> {
  authorize(ctx, 'transaction:read')
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const period = await readPeriod(tx, ctx, span, replays)
    return presentActivity(period, ctx.tenant, await readRows(tx, ctx, period, replays))
  })
}

/** The key figures of a period, with the open alerts of all time and the posture. */
export async function getKpis(ctx: Context, span: Span, replays: Replays = 'without'): Promise<Kpis> {
  const [{ totals, breakdown }, open_alerts] = await Promise.all([
    readActivity(ctx, span, replays),
    readOpenAlerts(ctx, replays),
  ])
  const days = await readBaseline(ctx, totals.period, replays)
  return { ...totals, open_alerts, posture: ratePosture(totals, days, breakdown.types) }
}

/** The alerts that wait for a decision. */
export const readOpenAlerts = async (ctx: Context, replays: Replays): Promise<CappedCount> =>
  replays === 'with' ? (await countOpenAlerts(ctx)).open : await countOwnAlerts(ctx)

export async function getSparkline(
  ctx: Context,
  span: Span,
  replays: Replays = 'without',
): Promise<SparklineScores> {
  const { period, points } = (await readActivity(ctx, span, replays)).timeseries
  return { period, average_scores: points.map(({ average_score }) => average_score) }
}

function readRows(
  tx: TenantClient,
  ctx: Context,
  { period, unit }: BucketedPeriod,
  replays: Replays,
): Promise<ActivityRow[]> {
  const { timeZone, currency } = ctx.tenant
  // Buckets have bounds; a stored hour beyond them counts in the first or the last one.
  const shown = clampedSql(
    Prisma.sql`hour`,
    new Date(ctx.tenant.earliestEventMs),
    aheadOf(ctx.at ?? new Date()),
  )
  const finite = clampedSql(Prisma.sql`hour`)
  // Totals per hour first, then the time zone once per hour: few rows are left to group.
  return tx.$queryRaw<ActivityRow[]>`
    with totals as materialized (
      select hour, type, risk_band, outcome, currency, sum(transactions)::float8 as transactions,
             sum(amount) as amount, sum(score_sum) as score_sum, sum(expected_loss) as expected_loss
        from activity_hours where ${inPeriod(ctx, period, replays)}
       group by hour, type, risk_band, outcome, currency
    ), clock as materialized (
      select hour, ${bucketOfHour(shown, unit, timeZone)} as bucket,
             extract(isodow from ${finite} at time zone ${timeZone})::int as weekday,
             extract(hour from ${finite} at time zone ${timeZone})::int as hour_of_day
        from (select distinct hour from totals) hours
    )
    select case grouping(bucket, type, weekday) when 3 then 'bucket' when 5 then 'type' when 6 then 'week' else 'all' end as part,
           bucket, type, risk_band, outcome, currency, weekday, hour_of_day,
           sum(transactions) as transactions,
           coalesce(sum(transactions) filter (where ${FLAGGED}), 0) as flagged,
           coalesce(sum(transactions) filter (where outcome = 'block'), 0) as blocked,
           coalesce(sum(amount) filter (where outcome = 'block' and currency = ${currency}), 0)::text as blocked_amount,
           case when grouping(currency) = 0 then sum(amount) else 0 end::text as amount, sum(score_sum) as score_sum,
           coalesce(sum(expected_loss) filter (where ${FLAGGED} and currency = ${currency}), 0) as expected_loss
      from totals join clock using (hour)
     group by grouping sets ((bucket), (type, risk_band), (weekday, hour_of_day), (outcome, currency))`
}

/** The hours of a period, as a condition that the index of the stored totals serves. */
export function inPeriod(
  ctx: Context,
  { from, to }: Pick<Period, 'from' | 'to'>,
  replays: Replays,
): Prisma.Sql {
  const where = [Prisma.sql`tenant_id = ${ctx.tenant.id}::uuid and ${countedTotals(replays)}`]
  if (from !== null) where.push(Prisma.sql`hour >= ${from}::timestamptz`)
  if (to !== null) where.push(Prisma.sql`hour < ${to}::timestamptz`)
  return Prisma.join(where, ' and ')
}

/** The thirty days before a period, day by day; empty for all time. */
export async function readBaseline(
  ctx: Context,
  period: Period,
  replays: Replays = 'without',
): Promise<DayCount[]> {
  authorize(ctx, 'transaction:read')
  if (period.from === null) return []
  const days = localBucket(Prisma.sql`hour`, 'day', ctx.tenant.timeZone)
  return withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$queryRaw<DayCount[]>`
      select sum(transactions)::float8 as transactions,
             coalesce(sum(transactions) filter (where ${FLAGGED}), 0)::float8 as flagged
        from activity_hours
       where tenant_id = ${ctx.tenant.id}::uuid and hour < ${period.from}::timestamptz
         and hour >= ${period.from}::timestamptz - interval '30 days'
         and ${countedTotals(replays)}
       group by ${days}`,
  )
}

/** The number of cases opened in each bucket, closed ones included. */
export async function countOpenedCases(ctx: Context, points: readonly Point[]): Promise<number[]> {
  authorize(ctx, 'case:read')
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return []
  const edges = [...points.map(({ from }) => from), last.to]
  const rows = await withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$queryRaw<{ bucket: number; n: number }[]>`
      select width_bucket(created_at, ${edges}::timestamptz[]) as bucket, count(*)::int as n
        from cases
       where tenant_id = ${ctx.tenant.id}::uuid and updated_at >= ${first.from}::timestamptz
         and created_at >= ${first.from}::timestamptz and created_at < ${last.to}::timestamptz
       group by 1`,
  )
  const found = new Map(rows.map(({ bucket, n }) => [bucket, n]))
  return points.map((_, i) => found.get(i + 1) ?? 0)
}

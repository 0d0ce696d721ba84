import { authorize, type Context } from '@/lib/contract/context'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { type ActivityRow, assembleActivity } from './assemble-activity'
import { localBucket, readPeriod } from './read-period'
import type { Activity, DayCount, Period, Span } from './schema'

/** Everything that the dashboard says about a period, from the kept totals of its hours: one statement for all widgets. */
export async function readActivity(ctx: Context, span: Span): Promise<Activity> {
  authorize(ctx, 'transaction:read')
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const period = await readPeriod(tx, ctx, span)
    return assembleActivity(period, ctx.tenant.currency, await readRows(tx, ctx, period))
  })
}

function readRows(tx: TenantClient, ctx: Context, period: Period): Promise<ActivityRow[]> {
  const { timeZone, currency } = ctx.tenant
  // Slots first, then the clock once per hour: what is left to group is a fraction of what was read.
  return tx.$queryRaw<ActivityRow[]>`
    with totals as materialized (
      select hour, type, risk_band, outcome, currency, sum(transactions)::float8 as transactions,
             sum(amount) as amount, sum(score_sum) as score_sum, sum(expected_loss) as expected_loss
        from activity_hours where ${inPeriod(ctx, period)}
       group by hour, type, risk_band, outcome, currency
    ), clock as materialized (
      select hour, ${localBucket(Prisma.sql`hour`, period.unit, timeZone)} as bucket,
             extract(isodow from hour at time zone ${timeZone})::int as weekday,
             extract(hour from hour at time zone ${timeZone})::int as hour_of_day
        from (select distinct hour from totals) hours
    )
    select case grouping(bucket, type, weekday) when 3 then 'bucket' when 5 then 'type' when 6 then 'week' else 'all' end as part,
           bucket at time zone ${timeZone} as bucket, type, risk_band, outcome, currency, weekday, hour_of_day,
           sum(transactions) as transactions,
           coalesce(sum(transactions) filter (where outcome <> 'approve'), 0) as flagged,
           coalesce(sum(transactions) filter (where outcome = 'block'), 0) as blocked,
           coalesce(sum(amount) filter (where outcome = 'block' and currency = ${currency}), 0)::text as blocked_amount,
           sum(amount)::text as amount, sum(score_sum) as score_sum,
           coalesce(sum(expected_loss) filter (where outcome <> 'approve' and currency = ${currency}), 0) as expected_loss
      from totals join clock using (hour)
     group by grouping sets ((bucket), (type, risk_band), (weekday, hour_of_day), (outcome, currency))`
}

/** The hours of a period, as the index of the kept totals finds them. */
export function inPeriod(ctx: Context, { from, to }: Pick<Period, 'from' | 'to'>): Prisma.Sql {
  const where = [Prisma.sql`tenant_id = ${ctx.tenant.id}::uuid`]
  if (from !== null) where.push(Prisma.sql`hour >= ${from}::timestamptz`)
  if (to !== null) where.push(Prisma.sql`hour < ${to}::timestamptz`)
  return Prisma.join(where, ' and ')
}

/** The thirty days before a period, day by day; none where it is all time, which nothing comes before. */
export async function readBaseline(ctx: Context, period: Period): Promise<DayCount[]> {
  authorize(ctx, 'transaction:read')
  if (period.from === null) return []
  const days = localBucket(Prisma.sql`hour`, 'day', ctx.tenant.timeZone)
  return withTenant(
    { tenantId: ctx.tenant.id },
    (tx) => tx.$queryRaw<DayCount[]>`
      select sum(transactions)::float8 as transactions,
             coalesce(sum(transactions) filter (where outcome <> 'approve'), 0)::float8 as flagged
        from activity_hours
       where tenant_id = ${ctx.tenant.id}::uuid and hour < ${period.from}::timestamptz
         and hour >= ${period.from}::timestamptz - interval '30 days'
       group by ${days}`,
  )
}

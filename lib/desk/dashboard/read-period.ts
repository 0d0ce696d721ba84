import type { Context } from '@/lib/contract/context'
import { MAX_AHEAD_MS } from '@/lib/contract/time-bounds'
import { clampedSql, Prisma, type TenantClient } from '@/lib/platform/db'
import { NO_REPLAYS } from '@/lib/scoring/read-model'
import { choosePeriod, type Edges } from './choose-period'
import type { BucketUnit, Period, Replays, Span } from './schema'

/** A period with its buckets. */
export interface BucketedPeriod {
  period: Period
  unit: BucketUnit
  /** The start of each bucket, without gaps. Empty where the institution has no transactions. */
  starts: string[]
  /** The end of the last bucket, which may lie in the future. */
  end: string
}

const HOURS_24 = 24

/** The totals that figures add up. */
export const countedTotals = (replays: Replays): Prisma.Sql =>
  replays === 'with' ? Prisma.sql`true` : NO_REPLAYS

/** The hours and buckets of a span, as of now. The database computes the calendar: it knows the zone's clock changes. */
export async function readPeriod(
  tx: TenantClient,
  ctx: Context,
  asked: Span,
  replays: Replays,
): Promise<BucketedPeriod> {
  const hours = typeof asked === 'number' && asked > 0 ? asked : HOURS_24
  const edges = await readEdges(tx, ctx, hours, countedTotals(replays))
  const chosen = choosePeriod(asked, edges)
  const { starts, end } = await readStarts(tx, ctx, chosen)
  const bounded = chosen.span !== 'all'
  return {
    period: {
      asked,
      shown: chosen.span,
      from: bounded ? chosen.from.toISOString() : null,
      to: bounded ? chosen.to.toISOString() : null,
    },
    unit: chosen.unit,
    starts: edges.first === null ? [] : starts.map((start) => startIn(start, chosen)),
    end: end.toISOString(),
  }
}

/** The first bucket begins no earlier than the period; all time has whole buckets. */
const startIn = (start: Date, { span, from }: { span: Span; from: Date }): string =>
  (span !== 'all' && start < from ? from : start).toISOString()

/** The bound of event times ahead of the clock: buckets end there, whatever is stored. */
export const aheadOf = (now: Date): Date => new Date(now.getTime() + MAX_AHEAD_MS)

/** The instant at which the hour of the institution's clock begins that contains an instant. */
const localHour = (instant: Prisma.Sql, zone: string): Prisma.Sql =>
  Prisma.sql`date_trunc('hour', ${instant}, ${zone})`

/** The current hour is the last one of each range; 7 days are 28 quarters of a day, 30 days are calendar days. */
async function readEdges(tx: TenantClient, ctx: Context, hours: number, counted: Prisma.Sql): Promise<Edges> {
  const { id, timeZone } = ctx.tenant
  const now = ctx.at ?? new Date()
  const hour = clampedSql(Prisma.sql`hour`, new Date(ctx.tenant.earliestEventMs), aheadOf(now))
  const rows = await tx.$queryRaw<Edges[]>`
    with clock as (
      select date_trunc('hour', ${now}::timestamptz, ${timeZone}) + interval '1 hour' as upto,
             ${now}::timestamptz at time zone ${timeZone} as local
    )
    select upto, ${localHour(Prisma.sql`upto - interval '24 hours'`, timeZone)} as "24h",
           (date_bin('6 hours', local, timestamp '2000-01-03') - interval '162 hours') at time zone ${timeZone} as "7d",
           (date_trunc('day', local) - interval '29 days') at time zone ${timeZone} as "30d",
           ${localHour(Prisma.sql`upto - make_interval(hours => ${hours}::int)`, timeZone)} as hours,
           (select ${hour} from activity_hours where tenant_id = ${id}::uuid and ${counted}
             order by activity_hours.hour limit 1) as first,
           (select ${hour} from activity_hours where tenant_id = ${id}::uuid and ${counted}
             order by activity_hours.hour desc limit 1) as last,
           (select hour from activity_hours where tenant_id = ${id}::uuid and hour < upto and ${counted}
             order by hour desc limit 1) as newest
      from clock`
  return rows[0] as Edges
}

async function readStarts(
  tx: TenantClient,
  ctx: Context,
  { from, to, unit }: { from: Date; to: Date; unit: BucketUnit },
): Promise<{ starts: Date[]; end: Date }> {
  const zone = ctx.tenant.timeZone
  const first = Prisma.sql`${localBucket(Prisma.sql`${from}::timestamptz`, unit, zone)}`
  const last = Prisma.sql`${localBucket(Prisma.sql`${to}::timestamptz - interval '1 microsecond'`, unit, zone)}`
  const rows =
    unit === 'hour'
      ? await tx.$queryRaw<{ at: Date }[]>`
          select min(at) as at
            from generate_series(${from}::timestamptz, ${to}::timestamptz, interval '15 minutes') at
           group by ${localHour(Prisma.sql`at`, zone)} order by at`
      : await tx.$queryRaw<{ at: Date }[]>`
          select distinct local at time zone ${zone} as at
            from generate_series(${first}, ${last} + ${step(unit)}, ${step(unit)}) local order by at`
  const instants = rows.map(({ at }) => at)
  return { starts: instants.slice(0, -1), end: instants.at(-1) ?? to }
}

/**
 * The instant at which the bucket of a stored hour begins. A repeated half hour (Lord Howe) is stored under the hour mark
 * before it, which belongs to the hour before; its bucket begins half an hour later.
 */
export function bucketOfHour(hour: Prisma.Sql, unit: BucketUnit, zone: string): Prisma.Sql {
  if (unit !== 'hour') return Prisma.sql`${localBucket(hour, unit, zone)} at time zone ${zone}`
  return Prisma.sql`case when ${localHour(hour, zone)} = ${hour} then ${hour} else ${hour} + interval '30 minutes' end`
}

/** The local time at which the bucket of an instant begins. */
export function localBucket(instant: Prisma.Sql, unit: BucketUnit, zone: string): Prisma.Sql {
  if (unit === 'six-hours')
    return Prisma.sql`date_bin('6 hours', (${instant}) at time zone ${zone}, timestamp '2000-01-03')`
  return Prisma.sql`date_trunc(${unit}::text, (${instant}) at time zone ${zone})`
}

const step = (unit: BucketUnit): Prisma.Sql =>
  unit === 'six-hours' ? Prisma.sql`interval '6 hours'` : Prisma.sql`('1 ' || ${unit}::text)::interval`

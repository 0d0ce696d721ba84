import type { Context } from '@/lib/contract/context'
import type { EntityRef } from '@/lib/contract/entities'
import { minorDigits } from '@/lib/contract/currency-digits'
import { FLAGGED, ownAmount, PENDING, S } from '@/lib/desk/transactions'
import { clampedSql, Prisma } from '@/lib/platform/db'
import { rowsOf } from './entity-rows'
import { MOST_ROWS, RECENT_DAYS } from './schema'

/** The most frequent values of a column, as a JSON list; ties by value. */
const topOf = (column: Prisma.Sql, count: number): Prisma.Sql => Prisma.sql`(
  select coalesce(json_agg(t), '[]') from (
    select ${column} as value, count(*) as transactions from usual where ${column} is not null
     group by 1 order by 2 desc, 1 limit ${count}) t)`

const flowOf = (which: Prisma.Sql, digits: number): Prisma.Sql => Prisma.sql`json_build_object(
  'transactions', count(*) filter (where ${which}),
  'amount', round(coalesce(sum(amount) filter (where ${which}), 0), ${digits}::int)::text)`

/** The amount is in the institution's currency. */
const columnsIn = (currency: string) => Prisma.sql`
  s.occurred_at, s.transaction_id, s.type, ${ownAmount(S, currency)} as amount, s.sender_account, s.receiver_account, s.device_id, s.country,
  s.score, s.outcome, s.disposition`

/**
 * All figures of an entity from one pass over its newest rows; one row more than MOST_ROWS shows that there are more. The
 * trend omits the day where the rows end. The time zone is applied once per day, not once per row.
 */
export function figuresOf(ctx: Context, { kind, id }: EntityRef): Prisma.Sql {
  const { id: tenantId, currency, timeZone } = ctx.tenant
  const digits = minorDigits(currency)
  const given = Prisma.sql`${id}::text`
  const local = (time: Prisma.Sql) => Prisma.sql`(${time} at time zone ${timeZone}::text)`
  const percentile = (share: number) => Prisma.sql`(
    select round((percentile_cont(${share}::float8) within group (order by amount::float8))::numeric, ${digits}::int)::text
      from usual where amount is not null)`
  return Prisma.sql`
    with found as materialized (${rowsOf(tenantId, kind, given, { limit: MOST_ROWS + 1, columns: columnsIn(currency) })}),
    looked_at as materialized (
      select ${clampedSql(Prisma.sql`f.occurred_at`)} as occurred_at, f.transaction_id, f.type, f.amount,
             f.sender_account, f.receiver_account, f.device_id, f.country, f.score, f.outcome, f.disposition, f.direction
        from found f order by f.occurred_at desc, f.transaction_id desc limit ${MOST_ROWS}),
    span as materialized (
      select ${local(Prisma.sql`min(occurred_at)`)}::date as first, ${local(Prisma.sql`max(occurred_at)`)}::date as last from looked_at),
    days as materialized (
      select array_agg(day::date order by day) as names, array_agg(${local(Prisma.sql`day`)} order by day) as starts
        from span, generate_series(last - ${RECENT_DAYS - 1}::int, last::timestamp, '1 day') day),
    recent as materialized (
      select r.*, width_bucket(occurred_at, starts) as day from looked_at r, days where occurred_at >= starts[1]),
    usual as materialized (
      select *, case when direction = 'received' then sender_account when direction = 'used' then sender_account
                     when direction = 'sent' then receiver_account end as counterparty
        from recent where direction <> 'received' or not exists (select from recent where direction <> 'received'))
    select (
      select json_build_object(
        'found', (select count(*) from found), 'since', min(occurred_at),
        'sent', ${flowOf(Prisma.sql`direction in ('sent', 'self')`, digits)},
        'received', ${flowOf(Prisma.sql`direction in ('received', 'self')`, digits)},
        'used', ${flowOf(Prisma.sql`direction = 'used'`, digits)},
        'other_currencies', count(*) filter (where amount is null),
        'flagged', count(*) filter (where ${FLAGGED}),
        'blocked', count(*) filter (where outcome = 'block'),
        'confirmed_fraud', count(*) filter (where disposition = 'confirmed_fraud'),
        'open_alerts', count(*) filter (where ${FLAGGED} and ${PENDING}),
        'average_score', avg(score), 'highest_score', max(score))
        from looked_at) as activity,
    (select json_build_object(
        'of', coalesce((select case direction when 'self' then 'sent' else direction end from usual limit 1), 'sent'),
        'from', min(occurred_at), 'to', max(occurred_at), 'transactions', count(*),
        'median_amount', ${percentile(0.5)}, 'p90_amount', ${percentile(0.9)},
        'hours', (select coalesce(json_agg(h), '[]') from (
          select extract(hour from ${local(Prisma.sql`occurred_at`)})::int as hour, count(*) as transactions
            from usual group by 1) h),
        'types', ${topOf(Prisma.sql`type`, 3)}, 'countries', ${topOf(Prisma.sql`country`, 3)},
        'devices', ${topOf(Prisma.sql`device_id`, 3)}, 'counterparties', ${topOf(Prisma.sql`counterparty`, 5)})
        from usual) as usual,
    (select coalesce(json_agg(d order by d.day), '[]') from (
      select names[r.day] as day, r.transactions, r.flagged, r.average_score
        from days, span, (
          select day, count(*) as transactions, count(*) filter (where ${FLAGGED}) as flagged,
                 avg(score) as average_score
            from recent group by day) r
       where (select count(*) from found) <= ${MOST_ROWS} or names[r.day] > span.first) d) as trend`
}

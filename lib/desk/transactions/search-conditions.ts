import type { Context } from '@/lib/contract/context'
import { countrySpellings } from '@/lib/desk/geo'
import { Prisma } from '@/lib/platform/db'
import { AGES, type TransactionFilter } from './filter'
import { FLAGGED, ownAmount, PENDING, REPLAYED, S } from './scored-sql'

/** The filter as conditions on the row `s` of scored_transactions. */
export interface SearchConditions {
  /** Bounds on the time, which an index in order of time serves. */
  time: Prisma.Sql[]
  others: Prisma.Sql[]
}

/** @param cells the map cells of the filter's region */
export function searchConditions(ctx: Context, filter: TransactionFilter, cells: string[]): SearchConditions {
  return {
    time: timeConditions(ctx, filter),
    others: [...scoreConditions(filter), ...factConditions(ctx, filter, cells)],
  }
}

function timeConditions({ tenant }: Context, { from, to, age }: TransactionFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = []
  if (from !== undefined) conditions.push(Prisma.sql`s.occurred_at >= ${startOf(from, tenant.timeZone, 0)}`)
  if (to !== undefined) conditions.push(Prisma.sql`s.occurred_at < ${startOf(to, tenant.timeZone, 1)}`)
  if (age !== undefined) {
    conditions.push(Prisma.sql`s.occurred_at >= now() - make_interval(hours => ${AGES[age]}::int)`)
  }
  return conditions
}

/** An instant as it is; of a day its start on the institution's clock, so many days later. */
const startOf = (moment: string, timeZone: string, daysLater: number): Prisma.Sql =>
  moment.length === 'YYYY-MM-DD'.length
    ? Prisma.sql`((${moment}::date + ${daysLater}::int)::timestamp at time zone ${timeZone})`
    : Prisma.sql`${moment}::timestamptz`

function scoreConditions(filter: TransactionFilter): Prisma.Sql[] {
  const { risk_band, outcome, decision, reason } = filter
  const conditions: Prisma.Sql[] = []
  if (risk_band !== undefined) conditions.push(Prisma.sql`s.risk_band = ${risk_band}`)
  if (outcome === 'flagged') conditions.push(FLAGGED)
  else if (outcome !== undefined) conditions.push(Prisma.sql`s.outcome = ${outcome}`)
  if (decision === 'pending') conditions.push(PENDING)
  else if (decision === 'decided') conditions.push(Prisma.sql`s.disposition is not null`)
  else if (decision !== undefined) conditions.push(Prisma.sql`s.disposition = ${decision}`)
  if (reason !== undefined) conditions.push(Prisma.sql`${reason} = any(s.reason_codes)`)
  if (filter.min_score !== undefined) conditions.push(Prisma.sql`s.score >= ${filter.min_score}::float8`)
  if (filter.max_score !== undefined) conditions.push(Prisma.sql`s.score <= ${filter.max_score}::float8`)
  return conditions
}

function factConditions({ tenant }: Context, filter: TransactionFilter, cells: string[]): Prisma.Sql[] {
  const local = Prisma.sql`(s.occurred_at at time zone ${tenant.timeZone})`
  const { type, country, region, weekday, hour, upload, replayed } = filter
  const conditions: Prisma.Sql[] = []
  if (type !== undefined) conditions.push(Prisma.sql`s.type = ${type}`)
  const amount = ownAmount(S, tenant.currency)
  if (filter.min_amount !== undefined) conditions.push(Prisma.sql`${amount} >= ${filter.min_amount}::numeric`)
  if (filter.max_amount !== undefined) conditions.push(Prisma.sql`${amount} <= ${filter.max_amount}::numeric`)
  if (country !== undefined)
    conditions.push(Prisma.sql`s.country = any(${countrySpellings(country)}::text[])`)
  if (region !== undefined) conditions.push(Prisma.sql`s.cell = any(${cells}::text[])`)
  if (weekday !== undefined) conditions.push(Prisma.sql`extract(isodow from ${local}) = ${weekday}::int`)
  if (hour !== undefined) conditions.push(Prisma.sql`extract(hour from ${local}) = ${hour}::int`)
  if (replayed !== undefined) conditions.push(replayed === 'only' ? REPLAYED : Prisma.sql`s.replayed is null`)
  if (upload !== undefined) {
    conditions.push(Prisma.sql`exists (select from upload_rows u where u.tenant_id = s.tenant_id
      and u.upload_id = ${upload}::uuid and u.transaction_id = s.transaction_id)`)
  }
  return conditions
}

import type { Tenant } from '@/lib/contract/context'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { NO_REPLAYS, NOT_REPLAYED } from '@/lib/scoring/read-model'
import { DAY_MS } from '@/lib/platform/time'
import { PREVIEW_DAYS, type PreviewDays } from '../schema'
import type { HourRows } from './slices'

export interface PeriodWindow {
  days: PreviewDays
  /** A full hour of the tenant's clock, as the kept totals have them. */
  from: Date
  /** Days since the first transaction, where that is later; at least one. */
  coveredDays: number
  transactions: number
}

/** The last days of a tenant: windows from the shortest to the longest, which all end at `to`. */
export interface Period {
  from: Date
  to: Date
  windows: PeriodWindow[]
}

/** Reads the windows of 7 days up to `days`. Counts are those of the kept totals. */
export async function readPeriod(tx: TenantClient, tenant: Tenant, days: PreviewDays): Promise<Period> {
  const to = new Date()
  const wanted = PREVIEW_DAYS.filter((length) => length <= days)
  const windows = await tx.$queryRaw<PeriodWindow[]>`
    with bounds as (
      select asked.days, date_trunc('hour', ${to}::timestamptz - make_interval(days => asked.days), ${tenant.timeZone}) as from_at,
             (select s.occurred_at from scored_transactions s where s.tenant_id = ${tenant.id}::uuid and s.${NOT_REPLAYED}
               order by s.occurred_at, s.transaction_id limit 1) as first_at
        from unnest(${wanted}::int[]) asked (days)
    )
    select days, from_at as "from",
           greatest(1, least(days, extract(epoch from ${to}::timestamptz - greatest(from_at, first_at)) / 86400))::float8
             as "coveredDays",
           (select coalesce(sum(transactions), 0) from activity_hours
             where tenant_id = ${tenant.id}::uuid and hour >= from_at and hour < ${to}::timestamptz and ${NO_REPLAYS})::float8 as transactions
      from bounds order by days`
  const longest = windows.at(-1) as PeriodWindow
  return { from: longest.from, to, windows }
}

/** The windows as far as they were counted. */
export function countedOf(
  { windows, to }: Period,
  hours: readonly HourRows[],
  countedFrom: Date | null,
): PeriodWindow[] {
  if (countedFrom === null) return windows
  const days = Math.max(1, (to.getTime() - countedFrom.getTime()) / DAY_MS)
  const payments = hours
    .filter(({ hour }) => hour >= countedFrom)
    .reduce((sum, hour) => sum + hour.payments, 0)
  return windows.map((window) =>
    window.from >= countedFrom
      ? window
      : { ...window, coveredDays: Math.min(window.coveredDays, days), transactions: payments },
  )
}

/** SQL: the shortest window that holds the row `s`, as its number of days. */
export function windowOf({ windows }: Period): Prisma.Sql {
  const shorter = windows
    .slice(0, -1)
    .map(({ days, from }) => Prisma.sql`when s.occurred_at >= ${from}::timestamptz then ${days}::int`)
  const longest = Prisma.sql`${windows.at(-1)?.days}::int`
  return shorter.length === 0 ? longest : Prisma.sql`case ${Prisma.join(shorter, ' ')} else ${longest} end`
}

import { withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { NO_REPLAYS, NOT_REPLAYED } from '@/lib/scoring/read-model'
import { TUNER_THRESHOLDS } from './thresholds'
import { HOUR_MS } from '@/lib/platform/time'

/** Payments that one statement reads: far below the statement time limit. */
const MOST_PER_READ = 20_000

interface Hour {
  hour: Date
  payments: number
}

/**
 * Counts the days of [from, to) whose stored counts differ from the totals of `activity_hours`: new days, and days that
 * gained or lost payments since. Days begin at 00:00 UTC. Repeatable; two processes at once write the same counts.
 */
export async function refreshDays(tenantId: string, from: Date, to: Date): Promise<void> {
  const { hours, counted } = await readTotals(tenantId, from, to)
  const days = byDay(hours)
  for (const [day, hoursOfDay] of days) {
    if (isDraining()) return
    const payments = hoursOfDay.reduce((sum, hour) => sum + hour.payments, 0)
    if (counted.get(day) !== payments) await countDay(tenantId, day, hoursOfDay)
  }
  const gone = [...counted.keys()].filter((day) => !days.has(day))
  if (gone.length > 0) await dropDays(tenantId, gone)
}

function byDay(hours: readonly Hour[]): Map<string, Hour[]> {
  const days = new Map<string, Hour[]>()
  for (const hour of hours) {
    const day = dayOf(hour.hour)
    days.set(day, [...(days.get(day) ?? []), hour])
  }
  return days
}

/** The date in UTC. */
const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)

const readTotals = (tenantId: string, from: Date, to: Date) =>
  withTenant({ tenantId }, async (tx) => {
    const hours = await tx.$queryRaw<Hour[]>`
      select hour, sum(transactions)::float8 as payments from activity_hours
       where tenant_id = ${tenantId}::uuid and hour >= ${from} and hour < ${to} and ${NO_REPLAYS}
       group by hour having sum(transactions) > 0 order by hour`
    const counted = await tx.$queryRaw<{ day: Date; payments: number }[]>`
      select day, sum(payments)::float8 as payments from tuner_days
       where tenant_id = ${tenantId}::uuid and day >= ${from}::date and day < ${to}::date group by day`
    return { hours, counted: new Map(counted.map(({ day, payments }) => [dayOf(day), payments])) }
  })

interface Bin {
  model: string
  bin: number
  payments: number
}

/** Reads the day in parts, then replaces its rows in one transaction. */
async function countDay(tenantId: string, day: string, hours: readonly Hour[]): Promise<void> {
  const models = new Map<string, number[]>()
  for (const [start, end] of partsOf(hours)) {
    for (const { model, bin, payments } of await readBins(tenantId, start, end)) {
      const counts = models.get(model) ?? new Array<number>(TUNER_THRESHOLDS.length + 1).fill(0)
      counts[bin] = (counts[bin] as number) + payments
      models.set(model, counts)
    }
  }
  await withTenant({ tenantId }, async (tx) => {
    await tx.tunerDay.deleteMany({ where: { tenantId, day: new Date(day) } })
    for (const [modelVersionId, counts] of models) {
      const payments = BigInt(counts.reduce((sum, count) => sum + count, 0))
      await tx.tunerDay.createMany({
        data: [{ tenantId, day: new Date(day), modelVersionId, payments, counts }],
        skipDuplicates: true,
      })
    }
  })
}

/** Spans of time that hold about as many payments as one statement reads; an hour with more is cut evenly. */
export function partsOf(hours: readonly Hour[]): [start: Date, end: Date][] {
  const parts: [Date, Date][] = []
  let open: { start: number; end: number; payments: number } | null = null
  for (const { hour, payments } of hours) {
    const start = hour.getTime()
    if (open && open.payments + payments <= MOST_PER_READ) {
      open.end = start + HOUR_MS
      open.payments += payments
      continue
    }
    if (open) parts.push([new Date(open.start), new Date(open.end)])
    open = null
    const pieces = Math.ceil(payments / MOST_PER_READ)
    if (pieces <= 1) open = { start, end: start + HOUR_MS, payments }
    else parts.push(...cut(start, pieces))
  }
  if (open) parts.push([new Date(open.start), new Date(open.end)])
  return parts
}

const cut = (start: number, pieces: number): [Date, Date][] =>
  Array.from({ length: pieces }, (_, i) => [
    new Date(start + Math.floor((HOUR_MS * i) / pieces)),
    new Date(start + Math.floor((HOUR_MS * (i + 1)) / pieces)),
  ])

const readBins = (tenantId: string, start: Date, end: Date): Promise<Bin[]> =>
  withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<Bin[]>`
      select p.model_version_id as model, width_bucket(s.score, ${[...TUNER_THRESHOLDS]}::float8[]) as bin,
             count(*)::float8 as payments
        from scored_transactions s
       cross join lateral (
        select model_version_id from predictions where tenant_id = s.tenant_id and id = s.prediction_id limit 1) p
       where s.tenant_id = ${tenantId}::uuid and s.occurred_at >= ${start} and s.occurred_at < ${end}
         and s.${NOT_REPLAYED}
       group by 1, 2`,
  )

const dropDays = (tenantId: string, days: readonly string[]) =>
  withTenant({ tenantId }, (tx) =>
    tx.tunerDay.deleteMany({ where: { tenantId, day: { in: days.map((day) => new Date(day)) } } }),
  )

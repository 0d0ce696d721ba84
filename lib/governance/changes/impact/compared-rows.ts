import type { Tenant } from '@/lib/contract/context'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { firstIdAt } from '@/lib/platform/ids'
import { HOUR_MS } from '@/lib/platform/time'
import { NO_REPLAYS, ownAmount, S } from '@/lib/scoring/read-model'
import { type Floors, outcomeSql, type Side } from './outcome-sql'
import { type Period, windowOf } from './period'
import type { RowSource } from './row-source'
import type { HourRows, Slice } from './slices'

/** Two models, one of which was the challenger of the other. */
export interface ComparedPair {
  challengerId: string
  championId: string
  /** Whether the challenger is the model that will be in production, and not the one that is. */
  forward: boolean
}

/** The windows of a period as far as both models scored its payments. */
export interface Compared {
  pair: ComparedPair
  windows: Period['windows']
  /** Payments that both scored, by the hour of their scores. */
  hours: HourRows[]
  /** Of all payments since the first that both scored. */
  share: number
}

interface HourSums {
  forward: boolean
  days: number
  payments: number
  firstAt: Date
}

/**
 * Where stored scores of two models on the same payments stand: scores of `modelId` as the challenger of the model in
 * production, else, for a former production model, those of its successor as its challenger.
 * @returns null where no payment of the period was scored by both
 */
export async function readCompared(
  tx: TenantClient,
  tenantId: string,
  { modelId, productionId }: { modelId: string; productionId: string },
  { from, to, windows }: Period,
): Promise<Compared | null> {
  const sums = await tx.$queryRaw<HourSums[]>`
    select model_version_id = ${modelId}::uuid as forward, asked.days, sum(payments)::float8 as payments, min(hour) as "firstAt"
      from unnest(${windows.map(({ days }) => days)}::int[], ${windows.map((window) => window.from)}::timestamptz[]) asked (days, since)
      join challenger_hours h on h.tenant_id = ${tenantId}::uuid and h.hour >= asked.since and h.hour >= ${from}
       and ((model_version_id = ${modelId}::uuid and champion_version_id = ${productionId}::uuid)
         or (model_version_id = ${productionId}::uuid and champion_version_id = ${modelId}::uuid))
     group by 1, 2 order by 1 desc, 2 desc`
  const [longest] = sums
  if (!longest) return null
  const { forward, firstAt } = longest
  const of = sums.filter((sum) => sum.forward === forward)
  const champion = forward ? productionId : modelId
  const hours = await tx.$queryRaw<HourRows[]>`
    select hour, sum(payments)::float8 as payments, sum(payments)::float8 as read from challenger_hours
     where tenant_id = ${tenantId}::uuid and model_version_id = ${forward ? modelId : productionId}::uuid
       and champion_version_id = ${champion}::uuid and hour >= ${from}
     group by hour`
  const [decided] = await tx.$queryRaw<[{ payments: number }]>`
    select coalesce(sum(transactions), 0)::float8 as payments from activity_hours
     where tenant_id = ${tenantId}::uuid and hour >= ${firstAt} and hour < ${to} and ${NO_REPLAYS}`
  const daysSince = (at: Date) => Math.max(1, (to.getTime() - at.getTime()) / (24 * HOUR_MS))
  return {
    pair: {
      challengerId: forward ? modelId : productionId,
      championId: champion,
      forward,
    },
    hours,
    windows: windows.map((window) => {
      const sum = of.find(({ days }) => days === window.days)
      const coveredDays = Math.min(window.days, daysSince(sum?.firstAt ?? window.from))
      return { ...window, coveredDays, transactions: sum?.payments ?? 0 }
    }),
    share: Math.min(1, longest.payments / Math.max(longest.payments, decided.payments)),
  }
}

/**
 * The payments that both models scored, each under its side's thresholds. Lists count as they did when the payment was decided.
 * The probability of fraud is the mean of both scores: neither model is the judge of the other.
 */
export function comparedRows(
  { id: tenantId, currency }: Tenant,
  period: Period,
  { challengerId, championId, forward }: ComparedPair,
  { before, after }: { before: Side; after: Side },
  floors: Floors,
): RowSource {
  const [challenger, champion] = [Prisma.sql`c.score`, Prisma.sql`c.champion_score`]
  const [was, will] = forward ? [champion, challenger] : [challenger, champion]
  const outcomes = Prisma.sql`${outcomeSql(before, false, was, floors)} as was, ${outcomeSql(after, false, will, floors)} as will`
  const floor = ({ review_threshold: review, block_threshold: block }: Side) => Math.min(review, block)
  // Ids grow with the time of receipt, which is never much before that of the payment. Slices are times of receipt: what was
  // received after the period began is in the slice of its receipt, whenever it occurred.
  const received = ({ from, to }: Slice) => {
    const isFirst = from <= period.from
    const first = firstIdAt(new Date(from.getTime() - (isFirst ? HOUR_MS : 0)))
    const until = to >= period.to ? Prisma.empty : Prisma.sql`and c.transaction_id < ${firstIdAt(to)}::uuid`
    return Prisma.sql`c.transaction_id >= ${first}::uuid ${until}`
  }
  const pair = Prisma.sql`c.tenant_id = ${tenantId}::uuid and c.model_version_id = ${challengerId}::uuid
    and c.champion_version_id = ${championId}::uuid`
  return {
    tables: () => Prisma.empty,
    rows: (slice) => Prisma.sql`
      select s.transaction_id, ${windowOf(period)} as span, (c.score + c.champion_score) / 2 as score,
             ${ownAmount(S, currency)} as own, ${outcomes}
        from challenger_scores c
        join scored_transactions s on s.tenant_id = c.tenant_id and s.transaction_id = c.transaction_id
       where ${pair} and ${received(slice)}
         and s.occurred_at >= ${period.from}::timestamptz and s.occurred_at < ${period.to}::timestamptz
         and (${was} >= ${floor(before)}::float8 or ${will} >= ${floor(after)}::float8
           or c.outcome in ('review', 'block') or c.champion_outcome in ('review', 'block'))`,
    outcomes,
    join: Prisma.sql`join challenger_scores c on ${pair} and c.transaction_id = s.transaction_id`,
  }
}

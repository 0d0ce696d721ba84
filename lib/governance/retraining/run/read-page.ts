import type { Context } from '@/lib/contract/context'
import { Prisma, withTenant } from '@/lib/platform/db'
import { NO_REPLAYS, NOT_REPLAYED, ownAmount, S } from '@/lib/scoring/read-model'

/** Some milliseconds of work, and a megabyte. */
export const PAGE_ROWS = 2_000

/** A page of stored decisions, packed by the database: JavaScript parses no text for each of their numbers. */
export interface DecisionPage {
  rows: number
  /** `array_send` of each feature vector, one after the other. */
  vectors: Uint8Array
  /** float64, big-endian, NUMBERS of them per decision. */
  numbers: Uint8Array
  /** int32, big-endian, one per decision: the bits of FLAGS. */
  flags: Uint8Array
  /** Ids of the model versions, 16 bytes each. */
  versions: Uint8Array
  last: PageEnd
}

/** The last decision of a page. */
interface PageEnd {
  occurred_at: Date
  transaction_id: string
}

/** Where a page begins: after a decision, or from an instant on. */
export type PageStart = { after: PageEnd } | { from: Date }

/**
 * Per decision: time, amount and balance of the sender in major units, time of the label, the inverse of the propensity; NaN is
 * missing.
 */
const NUMBERS = 5
const FLAGS = {
  blocked: 1,
  labelled: 2,
  fraud: 4,
  explored: 8,
  receiver: 16,
  device: 32,
  location: 64,
  drawn: 128,
} as const

/**
 * The next decisions in order of time, up to an instant; null where there are none. Each page is a transaction of its own, so a
 * long export holds back no vacuum.
 */
export async function readPage(ctx: Context, start: PageStart, before: Date): Promise<DecisionPage | null> {
  const tenantId = ctx.tenant.id
  const position =
    'from' in start
      ? Prisma.sql`s.occurred_at >= ${start.from}`
      : Prisma.sql`(s.occurred_at, s.transaction_id) > (${start.after.occurred_at}, ${start.after.transaction_id}::uuid)`
  const [page] = await withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<(Omit<DecisionPage, 'last'> & PageEnd)[]>`
      with picked as materialized (
        select s.occurred_at, s.transaction_id, p.features, p.model_version_id,
               float8send(extract(epoch from s.occurred_at)::float8 * 1000)
                 || float8send(coalesce(${ownAmount(S, ctx.tenant.currency)}, 0)::float8)
                 || float8send(coalesce(t.sender_balance_before::float8, 'NaN'))
                 || float8send(coalesce(extract(epoch from l.arrived_at)::float8 * 1000, 'NaN'))
                 || float8send(case when e.let_through then 1 / e.propensity else 1 end) as numbers,
               (s.outcome = 'block')::int * ${FLAGS.blocked} + (l.is_fraud is not null)::int * ${FLAGS.labelled}
                 + coalesce(l.is_fraud, false)::int * ${FLAGS.fraud} + coalesce(e.let_through, false)::int * ${FLAGS.explored}
                 + (t.receiver_account is not null)::int * ${FLAGS.receiver} + (t.device_id is not null)::int * ${FLAGS.device}
                 + (t.latitude is not null and t.longitude is not null)::int * ${FLAGS.location}
                 + (e.transaction_id is not null)::int * ${FLAGS.drawn} as flags
          from scored_transactions s
          join predictions p on p.tenant_id = s.tenant_id and p.id = s.prediction_id
          join transactions t on t.tenant_id = s.tenant_id and t.id = s.transaction_id
          left join explorations e on e.tenant_id = s.tenant_id and e.transaction_id = s.transaction_id
          left join lateral (
            select case when c.sign = 1 then c.is_fraud end as is_fraud, case when c.sign = 1 then c.arrived_at end as arrived_at
              from transaction_labels c
             where c.tenant_id = s.tenant_id and c.transaction_id = s.transaction_id
             order by c.seq desc
             limit 1) l on true
         where s.tenant_id = ${tenantId}::uuid and ${position} and s.occurred_at < ${before}
           and s.${NOT_REPLAYED}
         order by s.occurred_at, s.transaction_id
         limit ${PAGE_ROWS})
      select count(*)::int as rows, max(occurred_at) as occurred_at,
             (array_agg(transaction_id::text order by occurred_at, transaction_id))[count(*)::int] as transaction_id,
             string_agg(array_send(features), ''::bytea order by occurred_at, transaction_id) as vectors,
             string_agg(numbers, ''::bytea order by occurred_at, transaction_id) as numbers,
             string_agg(int4send(flags), ''::bytea order by occurred_at, transaction_id) as flags,
             string_agg(uuid_send(model_version_id), ''::bytea order by occurred_at, transaction_id) as versions
        from picked`,
  )
  if (!page || page.rows === 0) return null
  const { occurred_at, transaction_id, ...packed } = page
  return { ...packed, last: { occurred_at, transaction_id } }
}

/** A stored decision with what training needs of it. */
export interface Decision {
  /** Hexadecimal, without hyphens. */
  modelVersion: string
  occurredAtMs: number
  /** In the institution's currency, major units; 0 where no rate is known. */
  amount: number
  /** NaN where it was not sent. */
  senderBalanceBefore: number
  /** NaN without a label. */
  labelAtMs: number
  /** 1 / propensity of a payment that exploration let through, otherwise 1. */
  inversePropensity: number
  is: Record<keyof typeof FLAGS, boolean>
  /** The value at a place of the vector; NaN is missing. */
  feature(place: number): number
}

/** `array_send`: dimensions, null flag, element type, length, lower bound; then length and value of each element. */
const HEAD_BYTES = 20
const ELEMENT_BYTES = 12

/** The decisions of a page in their order. */
export function* decisionsOf({ rows, vectors, numbers, flags, versions }: DecisionPage): Generator<Decision> {
  const [features, values, bits] = [viewOf(vectors), viewOf(numbers), viewOf(flags)]
  const ids = Buffer.from(versions.buffer, versions.byteOffset, versions.byteLength)
  let at = 0
  for (let i = 0; i < rows; i++) {
    const start = at + HEAD_BYTES
    at = start + features.getInt32(at + 12) * ELEMENT_BYTES
    const number = (place: number) => values.getFloat64((i * NUMBERS + place) * 8)
    const has = (flag: number) => (bits.getInt32(i * 4) & flag) !== 0
    yield {
      modelVersion: ids.toString('hex', i * 16, i * 16 + 16),
      occurredAtMs: number(0),
      amount: number(1),
      senderBalanceBefore: number(2),
      labelAtMs: number(3),
      inversePropensity: number(4),
      is: {
        blocked: has(FLAGS.blocked),
        labelled: has(FLAGS.labelled),
        fraud: has(FLAGS.fraud),
        explored: has(FLAGS.explored),
        receiver: has(FLAGS.receiver),
        device: has(FLAGS.device),
        location: has(FLAGS.location),
        drawn: has(FLAGS.drawn),
      },
      feature: (place) => features.getFloat64(start + place * ELEMENT_BYTES + 4),
    }
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

/**
 * The first hour of the latest decisions before an instant that are at most so many, from the totals per hour. Null without a
 * decision.
 */
export async function readFirstHour(ctx: Context, before: Date, most: number): Promise<Date | null> {
  const tenantId = ctx.tenant.id
  const [found] = await withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<{ hour: Date | null }[]>`
      select min(hour) as hour from (
        select hour, sum(sum(transactions)) over (order by hour desc) as decisions
          from activity_hours where tenant_id = ${tenantId}::uuid and hour < ${before} and ${NO_REPLAYS}
         group by hour) latest
       where decisions <= ${most}`,
  )
  return found?.hour ?? null
}

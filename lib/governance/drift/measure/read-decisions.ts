import { MOST_SUSPICION } from '@/lib/engine/drift'
import type { TenantClient } from '@/lib/platform/db'
import { isReceiverKnown, modelsWithPlace } from './receiver-known'

/** The place of a row in the order of commit. */
export interface Place {
  order: bigint
  id: string
}

/** Decisions of one model version, hour and outcome, packed as the database sends arrays of numbers. */
export interface DecisionGroup {
  model_version_id: string
  hour: Date
  day: Date
  outcome: 'approve' | 'review' | 'block'
  decisions: number
  /** float64, big-endian. */
  scores: Uint8Array
  /** `array_send` of each feature vector, one after the other. */
  vectors: Uint8Array
}

/** Decisions of a day with one value of a text that is no feature. */
export type CategoryCount = [
  modelVersionId: string,
  dayMs: number,
  field: string,
  value: string,
  decisions: number,
]

/** Decisions of a day of one kind, those of them that became alerts, and their capped scores. */
export type KindCount = [
  modelVersionId: string,
  dayMs: number,
  type: string,
  channel: string | null,
  isAmountUnusual: boolean | null,
  isReceiverKnown: boolean | null,
  decisions: number,
  alerts: number,
  suspicion: number,
]

export interface DecisionChunk {
  groups: DecisionGroup[]
  categories: CategoryCount[]
  kinds: KindCount[]
  rows: number
  last: Place | null
}

/**
 * The next decisions after a place, in the order of commit, up to the horizon below which no transaction is open: none of them is
 * read twice and none can appear behind the place later. The database groups them; numbers travel in binary. Each finds its transaction by
 * its key: with old statistics the planner would read all transactions for every chunk.
 */
export async function readDecisions(
  tx: TenantClient,
  tenantId: string,
  { after, horizon, timeZone, limit }: { after: Place; horizon: bigint; timeZone: string; limit: number },
): Promise<DecisionChunk> {
  const groups = await tx.$queryRaw<(DecisionGroup & OfAll)[]>`
    with picked as materialized (
      select id, commit_order, transaction_id, model_version_id, date_trunc('hour', scored_at, ${timeZone}::text) as hour,
             date_trunc('day', scored_at, ${timeZone}::text) as day, outcome, score, features
        from predictions
       where tenant_id = ${tenantId}::uuid and (commit_order, id) > (${after.order}::bigint, ${after.id}::uuid)
         and commit_order < ${horizon}::bigint
       order by commit_order, id limit ${limit}::int),
    models as materialized (${modelsWithPlace(tenantId)}),
    known as materialized (
      select p.model_version_id, p.day, p.outcome, p.score, t.type, t.channel, t.country, t.merchant_category, t.amount_unusual,
             ${isReceiverKnown} as receiver_known
        from picked p join models m on m.id = p.model_version_id
             cross join lateral (
               select type, channel, country, merchant_category, amount_unusual from transactions
                where tenant_id = ${tenantId}::uuid and id = p.transaction_id limit 1) t),
    texts as (
      select k.model_version_id, k.day, text.field, text.value, count(*)::int as decisions
        from known k
             cross join lateral (values ('type', k.type), ('channel', k.channel), ('country', k.country),
                                        ('merchant_category', k.merchant_category)) text (field, value)
       where text.value is not null group by 1, 2, 3, 4),
    kinds as (
      select model_version_id, day, type, channel, amount_unusual, receiver_known, count(*)::int as decisions,
             count(*) filter (where outcome in ('review', 'block'))::int as alerts, sum(least(score, ${MOST_SUSPICION}::float8)) as suspicion
        from known group by 1, 2, 3, 4, 5, 6),
    last as (
      select commit_order as last_order, id::text as last_id,
             (select jsonb_agg(jsonb_build_array(model_version_id, extract(epoch from day) * 1000, field, value, decisions))
                from texts) as categories,
             (select jsonb_agg(jsonb_build_array(model_version_id, extract(epoch from day) * 1000, type, channel, amount_unusual,
                                                 receiver_known, decisions, alerts, suspicion))
                from kinds) as kinds
        from picked order by commit_order desc, id desc limit 1)
    select model_version_id, hour, day, outcome, count(*)::int as decisions,
           string_agg(float8send(score), ''::bytea) as scores, string_agg(array_send(features), ''::bytea) as vectors,
           case when row_number() over () = 1
                then (select jsonb_build_object('order', last_order::text, 'id', last_id, 'categories', categories, 'kinds', kinds)
                        from last) end as of_all
      from picked group by model_version_id, hour, day, outcome`
  const ofAll = groups.find(({ of_all }) => of_all !== null)?.of_all
  return {
    groups,
    categories: ofAll?.categories ?? [],
    kinds: ofAll?.kinds ?? [],
    rows: groups.reduce((sum, { decisions }) => sum + decisions, 0),
    last: ofAll ? { order: BigInt(ofAll.order), id: ofAll.id } : null,
  }
}

/** In one row only: quiet traffic has as many groups as decisions, and each would repeat it. */
interface OfAll {
  of_all: { order: string; id: string; categories: CategoryCount[] | null; kinds: KindCount[] | null } | null
}

/** `array_send`: dimensions, null flag, element type, length, lower bound; then length and value of each element. */
const HEAD_BYTES = 20
const ELEMENT_BYTES = 12

/** Calls `take` with each row: its features, then its score. The row is reused. @throws RangeError for another width */
export function eachRow(
  { decisions, scores, vectors }: Pick<DecisionGroup, 'decisions' | 'scores' | 'vectors'>,
  width: number,
  take: (row: Float64Array) => void,
): void {
  const stride = HEAD_BYTES + width * ELEMENT_BYTES
  if (vectors.byteLength !== decisions * stride || scores.byteLength !== decisions * 8) {
    throw new RangeError('a stored feature vector has another length than its model')
  }
  const features = viewOf(vectors)
  const all = viewOf(scores)
  const row = new Float64Array(width + 1)
  for (let i = 0; i < decisions; i++) {
    let at = i * stride + HEAD_BYTES + 4
    for (let c = 0; c < width; c++, at += ELEMENT_BYTES) row[c] = features.getFloat64(at)
    row[width] = all.getFloat64(i * 8)
    take(row)
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

import type { TenantClient } from '@/lib/platform/db'
import { NOT_BY_REPLAY } from '@/lib/scoring/read-model'

/** The place of a row in the order of commit. */
export interface Place {
  order: bigint
  id: string
}

export interface DecisionChunk {
  rows: number
  /** The decisions as `eachDecision` reads them; null without any. */
  decisions: Uint8Array | null
  /** Connections that the database works for at this moment, without those of this job. */
  others: number
}

interface Row {
  rows: number
  decisions: string | null
  others: number
}

/**
 * The decisions after a place, up to another one, without those of replays. All travel as one value in binary, in base64, which
 * is shorter than the usual hex; features are float32 when they are made. A row of the result each, or groups made by the
 * database, cost three times as much. Each finds its transaction by its key: with old statistics the planner would read all
 * transactions for every chunk. The mark `drift-lane` keeps the statements of this job out of the count of others.
 */
export async function readDecisions(
  tx: TenantClient,
  tenantId: string,
  after: Place,
  until: Place,
): Promise<DecisionChunk> {
  const [read] = await tx.$queryRaw<Row[]>`
    select count(*)::int as rows,
           encode(string_agg(record_send(row(model_version_id, outcome, type, channel, country, merchant_category, amount_unusual,
                                             scored_at, score, features::float4[])), ''::bytea), 'base64') as decisions,
           (select count(*)::int from pg_stat_activity
             where datname = current_database() and state = 'active' and query not like '%drift-lane%') as others -- drift-lane
      from (select transaction_id, model_version_id, scored_at, outcome, score, features from predictions
             where tenant_id = ${tenantId}::uuid and (commit_order, id) > (${after.order}::bigint, ${after.id}::uuid)
               and (commit_order, id) <= (${until.order}::bigint, ${until.id}::uuid) and ${NOT_BY_REPLAY}
             order by commit_order, id) p
           cross join lateral (
             select type, channel, country, merchant_category, amount_unusual from transactions
              where tenant_id = ${tenantId}::uuid and id = p.transaction_id limit 1) t`
  const { rows = 0, decisions = null, others = 0 } = read ?? {}
  return { rows, decisions: decisions === null ? null : Buffer.from(decisions, 'base64'), others }
}

interface Bounds {
  after: Place
  horizon: bigint
  /** Decisions of a chunk. */
  size: number
  chunks: number
}

/**
 * The last places of the next chunks after a place, in the order of commit, up to the horizon below which no transaction is open: no
 * decision can appear behind them later. Reads the index only.
 */
export const readBounds = (
  tx: TenantClient,
  tenantId: string,
  { after, horizon, size, chunks }: Bounds,
): Promise<Place[]> => tx.$queryRaw<Place[]>`
  with next as (
    select commit_order, id, row_number() over (order by commit_order, id) as place from (
      select commit_order, id from predictions
       where tenant_id = ${tenantId}::uuid and (commit_order, id) > (${after.order}::bigint, ${after.id}::uuid)
         and commit_order < ${horizon}::bigint
       order by commit_order, id limit ${size * chunks}::int) rows)
  select commit_order as order, id::text as id from next
   where place % ${size}::int = 0 or place = (select count(*) from next) order by place`

import { kindOf } from '@/lib/engine/drift'
import { currentLabel } from '@/lib/scoring/labels'
import type { TenantClient } from '@/lib/platform/db'
import { NOT_BY_REPLAY } from '@/lib/scoring/read-model'
import type { Place } from './read-decisions'
import { isReceiverKnown, modelsWithPlace } from './receiver-known'
import { DAY_MS } from '@/lib/platform/time'

/** A label that a decision got (1) or lost (-1). */
export interface LabelChange {
  modelVersionId: string
  /** The Monday of the decision's week, and the day on which the label arrived, by the tenant's clock. */
  week: string
  arrivedDay: Date
  delayDays: number
  isFraud: boolean
  isAlert: boolean
  sign: 1 | -1
  /** Of the decision, as `kindOf` writes it. */
  kind: string
}

export interface LabelChunk {
  changes: LabelChange[]
  rows: number
  last: Place | null
}

interface Row {
  transaction_id: string
  is_fraud: boolean
  sign: number
  source: 'analyst' | 'feedback' | 'seed' | 'upload'
  arrived_at: Date
  arrived_day: Date
  is_before: boolean
  model_version_id: string
  scored_at: Date
  week: string
  is_alert: boolean
  type: string
  channel: string | null
  amount_unusual: boolean | null
  receiver_known: boolean | null
  last_order: bigint
  last_id: string
  rows: number
}

const MOST_DAYS = 3_650

/**
 * What the next label rows after a place change: for each decision that they concern, the label before them is taken away and the
 * label after them is added. Retractions and second reports so cancel out exactly.
 */
export async function readLabels(
  tx: TenantClient,
  tenantId: string,
  { after, horizon, timeZone, limit }: { after: Place; horizon: bigint; timeZone: string; limit: number },
): Promise<LabelChunk> {
  const rows = await tx.$queryRaw<Row[]>`
    with models as materialized (${modelsWithPlace(tenantId)}),
    picked as materialized (
      select id, commit_order, transaction_id from transaction_labels
       where tenant_id = ${tenantId}::uuid and (commit_order, id) > (${after.order}::bigint, ${after.id}::uuid)
         and commit_order < ${horizon}::bigint
       order by commit_order, id limit ${limit}::int),
    last as (
      select commit_order, id, (select count(*)::int from picked) as rows from picked
       order by commit_order desc, id desc limit 1)
    select l.transaction_id, l.is_fraud, l.sign, l.source, l.arrived_at,
           date_trunc('day', l.arrived_at, ${timeZone}::text) as arrived_day,
           (l.commit_order, l.id) <= (${after.order}::bigint, ${after.id}::uuid) as is_before,
           p.model_version_id, p.scored_at, to_char(date_trunc('week', p.scored_at at time zone ${timeZone}::text), 'YYYY-MM-DD') as week,
           p.outcome in ('review', 'block') as is_alert, k.type, k.channel, k.amount_unusual,
           ${isReceiverKnown} as receiver_known,
           last.commit_order as last_order, last.id::text as last_id, last.rows
      from last, (select distinct transaction_id from picked) t
      join transaction_labels l on l.tenant_id = ${tenantId}::uuid and l.transaction_id = t.transaction_id
      join predictions p on p.tenant_id = ${tenantId}::uuid and p.transaction_id = t.transaction_id and p.${NOT_BY_REPLAY}
      join models m on m.id = p.model_version_id
      cross join lateral (
        select type, channel, amount_unusual from transactions
         where tenant_id = ${tenantId}::uuid and id = t.transaction_id limit 1) k
     where (l.commit_order, l.id) <= (last.commit_order, last.id)
     order by l.transaction_id, l.seq`
  const [first] = rows
  if (!first) return await skipUnscored(tx, tenantId, { after, horizon, limit })
  const byTransaction = new Map<string, Row[]>()
  for (const row of rows) {
    const known = byTransaction.get(row.transaction_id)
    if (known) known.push(row)
    else byTransaction.set(row.transaction_id, [row])
  }
  return {
    changes: [...byTransaction.values()].flatMap(changesOf),
    rows: first.rows,
    last: { order: first.last_order, id: first.last_id },
  }
}

/** Labels of transactions that no model scored change nothing, and are passed. */
async function skipUnscored(
  tx: TenantClient,
  tenantId: string,
  { after, horizon, limit }: { after: Place; horizon: bigint; limit: number },
): Promise<LabelChunk> {
  const picked = await tx.$queryRaw<Place[]>`
    select commit_order as order, id::text as id from transaction_labels
     where tenant_id = ${tenantId}::uuid and (commit_order, id) > (${after.order}::bigint, ${after.id}::uuid)
       and commit_order < ${horizon}::bigint
     order by commit_order, id limit ${limit}::int`
  return { changes: [], rows: picked.length, last: picked.at(-1) ?? null }
}

function changesOf(rows: readonly Row[]): LabelChange[] {
  const before = currentLabel(rows.filter(({ is_before }) => is_before).map(asLabel))
  const after = currentLabel(rows.map(asLabel))
  if (before?.row === after?.row) return []
  return [before && changeOf(before.row, -1), after && changeOf(after.row, 1)].filter(
    (change) => change !== null,
  )
}

const asLabel = (row: Row) => ({
  transactionId: row.transaction_id,
  isFraud: row.is_fraud,
  sign: row.sign,
  source: row.source,
  arrivedAt: row.arrived_at,
  row,
})

function changeOf(row: Row, sign: 1 | -1): LabelChange {
  const delay = Math.floor((row.arrived_at.getTime() - row.scored_at.getTime()) / DAY_MS)
  return {
    modelVersionId: row.model_version_id,
    week: row.week,
    arrivedDay: row.arrived_day,
    delayDays: Math.min(MOST_DAYS, Math.max(0, delay)),
    isFraud: row.is_fraud,
    isAlert: row.is_alert,
    sign,
    kind: kindOf({
      type: row.type,
      channel: row.channel,
      isAmountUnusual: row.amount_unusual,
      isReceiverKnown: row.receiver_known,
    }),
  }
}

import type { Statement } from '@/lib/platform/db'
import type { Prediction } from './compose-prediction'
import type { Evaluation } from './evaluate-rows'
import { codeArray, type RowColumns, rowInserter } from './insert-rows'
import type { FreshRow } from './job'

/** A row and what was decided about it. */
export interface PredictedRow {
  fresh: FreshRow
  prediction: Prediction
}

/** A key under which its request is answered again. */
export interface NewKey {
  operation: string
  key: string
  fingerprint: string
  response: string
}

/** A prediction is its own audit row: who asked for it stands in it, and nobody may change it. */
const columns: RowColumns<PredictedRow> = {
  id: ['uuid', ({ prediction }) => prediction.answer.prediction_id],
  transaction_id: ['uuid', ({ fresh }) => fresh.id],
  margin: ['float8', ({ prediction }) => prediction.answer.margin],
  score: ['float8', ({ prediction }) => prediction.answer.score],
  risk_band: ['text', ({ prediction }) => prediction.answer.risk_band],
  outcome: ['text', ({ prediction }) => prediction.answer.outcome],
  reason_codes: ['text[]', ({ prediction }) => codeArray(prediction.answer.reason_codes)],
  expected_loss: ['float8', ({ fresh, prediction }) => expectedLoss(fresh, prediction)],
  latency_ms: ['float8', ({ prediction }) => prediction.answer.latency_ms],
  answer: ['text', ({ prediction }) => prediction.body],
  scored_at: ['timestamptz', ({ fresh }) => fresh.row.receivedAt.getTime()],
  actor_kind: ['text', ({ fresh }) => fresh.job.ctx.actor.kind],
  actor_id: ['text', ({ fresh }) => fresh.job.ctx.actor.id],
  request_id: ['text', ({ fresh }) => fresh.job.ctx.requestId],
}

const expectedLoss = ({ row }: FreshRow, { answer }: Prediction): number =>
  (answer.score * row.transaction.amountMinor) / 100

const insertPredictions = rowInserter('score-predictions', 'predictions', columns, {
  tenant_id: 'uuid',
  model_version_id: 'uuid',
  model_version: 'text',
  policy_version: 'integer',
  base_value: 'float8',
  base_score: 'float8',
  threshold: 'float8',
  timings: 'jsonb',
  features: 'float8[]',
  contributions: 'float8[]',
})

const keyColumns: RowColumns<NewKey> = {
  operation: ['text', ({ operation }) => operation],
  key: ['text', ({ key }) => key],
  fingerprint: ['bytea', ({ fingerprint }) => fingerprint],
  response: ['text', ({ response }) => response],
}

const insertKeys = rowInserter('score-new-keys', 'idempotency_keys', keyColumns, { tenant_id: 'uuid' })

/** The decisions, at least one, of one model under one policy: one for each row of one evaluation, in its order. */
export function recordPredictions(
  tenantId: string,
  modelVersionId: string,
  rows: readonly PredictedRow[],
  { features, contributions }: Evaluation,
): Statement {
  const { prediction } = rows[0] as PredictedRow
  const { model_version, policy_version, base_value, threshold, timings } = prediction.shared
  return insertPredictions(rows, {
    tenant_id: tenantId,
    model_version_id: modelVersionId,
    model_version,
    policy_version,
    base_value,
    base_score: prediction.baseScore,
    threshold,
    timings: JSON.stringify(timings),
    features,
    contributions,
  })
}

/** How long a key is answered again, at least. */
const KEEP_HOURS = 72
const EXPIRE_KEYS = `
  delete from idempotency_keys where ctid = any(array(
    select ctid from idempotency_keys
     where tenant_id = $1 and created_at < now() - make_interval(hours => ${KEEP_HOURS}) order by created_at limit 10))`

/** New keys; each call that brings some also clears a few that have expired, so the table keeps its size without a job. */
export function recordKeys(tenantId: string, keys: readonly NewKey[]): Statement[] {
  if (!keys.length) return []
  return [
    { name: 'score-expire-keys', text: EXPIRE_KEYS, values: [tenantId] },
    insertKeys(keys, { tenant_id: tenantId }),
  ]
}

import { matrixArray, type Statement } from '@/lib/platform/db'
import type { Prediction } from './compose-prediction'
import type { Evaluation } from './evaluate-rows'
import { codeArray, type RowColumns, rowInserter } from './insert-rows'
import type { NewRow } from './job'
import { vectorDigests } from './vector-digest'

/** A scored row with its prediction. */
export interface PredictedRow {
  newRow: NewRow
  prediction: Prediction
}

interface StoredRow extends PredictedRow {
  vectorDigest: string
}

/** An idempotency key to store with the response of its request. */
export interface NewKey {
  operation: string
  key: string
  fingerprint: string
  response: string
}

/** A prediction is its own audit record: it holds the actor and the request id, and no role may update it. */
const columns: RowColumns<StoredRow> = {
  id: ['uuid', ({ prediction }) => prediction.response.prediction_id],
  transaction_id: ['uuid', ({ newRow }) => newRow.id],
  margin: ['float8', ({ prediction }) => prediction.response.margin],
  score: ['float8', ({ prediction }) => prediction.response.score],
  risk_band: ['text', ({ prediction }) => prediction.response.risk_band],
  outcome: ['text', ({ prediction }) => prediction.response.outcome],
  reason_codes: ['text[]', ({ prediction }) => codeArray(prediction.response.reason_codes)],
  expected_loss: ['float8', ({ newRow, prediction }) => expectedLoss(newRow, prediction)],
  latency_ms: ['float8', ({ prediction }) => prediction.response.latency_ms],
  answer: ['text', ({ prediction }) => prediction.body],
  scored_at: ['timestamptz', ({ newRow }) => newRow.row.receivedAt.getTime()],
  actor_kind: ['text', ({ newRow }) => newRow.job.ctx.actor.kind],
  actor_id: ['text', ({ newRow }) => newRow.job.ctx.actor.id],
  request_id: ['text', ({ newRow }) => newRow.job.ctx.requestId],
  vector_digest: ['bytea', ({ vectorDigest }) => vectorDigest],
}

const expectedLoss = ({ row, money }: NewRow, { response }: Prediction): number =>
  (response.score * (money ?? row.transaction).amountMinor) / 100

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

/** Stores the predictions of one evaluation: at least one row, in the order of the evaluation. */
export function recordPredictions(
  tenantId: string,
  modelVersionId: string,
  rows: readonly PredictedRow[],
  evaluation: Evaluation,
): Statement {
  const { prediction } = rows[0] as PredictedRow
  const features = matrixArray(evaluation.features)
  const contributions = matrixArray(evaluation.contributions)
  const digestOf = vectorDigests(rows.length, features, contributions)
  const stored = rows.map(({ newRow, prediction }, i): StoredRow => {
    return { newRow, prediction, vectorDigest: digestOf(i) }
  })
  const { model_version, policy_version, base_value, threshold, timings } = prediction.shared
  return insertPredictions(stored, {
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

/** Stores new keys. */
export const recordKeys = (tenantId: string, keys: readonly NewKey[]): Statement[] =>
  keys.length ? [insertKeys(keys, { tenant_id: tenantId })] : []

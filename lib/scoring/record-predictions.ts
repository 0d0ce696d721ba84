import type { Statement } from '@/lib/platform/db'
import type { Decision } from './compose-decision'
import type { Evaluation } from './evaluate-rows'
import { codeArray, rowInserter } from './insert-rows'
import type { FreshRow } from './job'

/** A row and what was decided about it. */
export interface Decided {
  fresh: FreshRow
  decision: Decision
}

/** A key under which its request is answered again. */
export interface NewKey {
  operation: string
  key: string
  fingerprint: string
  response: string
}

const insertPredictions = rowInserter(
  'score-predictions',
  'predictions',
  {
    id: 'uuid',
    transaction_id: 'uuid',
    margin: 'float8',
    score: 'float8',
    risk_band: 'text',
    outcome: 'text',
    reason_codes: 'text[]',
    expected_loss: 'float8',
    latency_ms: 'float8',
    timings: 'jsonb',
    answer: 'text',
    scored_at: 'timestamptz',
    actor_kind: 'text',
    actor_id: 'text',
    request_id: 'text',
  },
  {
    tenant_id: 'uuid',
    model_version_id: 'uuid',
    model_version: 'text',
    policy_version: 'integer',
    base_value: 'float8',
    base_score: 'float8',
    threshold: 'float8',
    features: 'float8[]',
    contributions: 'float8[]',
  },
)

const insertKeys = rowInserter(
  'score-new-keys',
  'idempotency_keys',
  { operation: 'text', key: 'text', fingerprint: 'bytea', response: 'text' },
  { tenant_id: 'uuid' },
)

/** A prediction is its own audit row: who asked for it stands in it, and nobody may change it. */
const predictionRow = ({ fresh, decision }: Decided) => {
  const { answer } = decision
  const { actor, requestId } = fresh.job.ctx
  return {
    id: answer.prediction_id,
    transaction_id: answer.transaction_id,
    margin: answer.margin,
    score: answer.score,
    risk_band: answer.risk_band,
    outcome: answer.outcome,
    reason_codes: codeArray(answer.reason_codes),
    expected_loss: (answer.score * fresh.row.transaction.amountMinor) / 100,
    latency_ms: answer.latency_ms,
    timings: JSON.stringify(answer.timings),
    answer: decision.body,
    scored_at: fresh.row.receivedAt.getTime(),
    actor_kind: actor.kind,
    actor_id: actor.id,
    request_id: requestId,
  }
}

/** The decisions, at least one, of one model under one policy: one for each row of the evaluation, in its order. */
export function recordPredictions(
  tenantId: string,
  modelVersionId: string,
  decided: readonly Decided[],
  { features, contributions }: Evaluation,
): Statement {
  const { decision } = decided[0] as Decided
  const { model_version, policy_version, base_value, threshold } = decision.answer
  return insertPredictions(decided.map(predictionRow), {
    ...{ tenant_id: tenantId, model_version_id: modelVersionId, model_version, policy_version },
    ...{ base_value, base_score: decision.baseScore, threshold, features, contributions },
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

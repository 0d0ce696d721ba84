import type { Statement } from '@/lib/platform/db'
import type { Decision } from './compose-decision'
import { codeArray, numberArray, rowInserter } from './insert-rows'
import type { FreshRow } from './job'

/** What was decided, who asked for it, and the keys under which it is answered again. */
export interface Recording {
  tenantId: string
  modelVersionId: string
  decisions: { fresh: FreshRow; decision: Decision }[]
  keys: { operation: string; key: string; fingerprint: Buffer; response: string }[]
}

const insertPredictions = rowInserter('score-predictions', 'predictions', {
  tenant_id: 'uuid',
  id: 'uuid',
  transaction_id: 'uuid',
  model_version_id: 'uuid',
  model_version: 'text',
  policy_version: 'integer',
  margin: 'float8',
  base_value: 'float8',
  base_score: 'float8',
  score: 'float8',
  risk_band: 'text',
  outcome: 'text',
  threshold: 'float8',
  reason_codes: 'text[]',
  features: 'float8[]',
  contributions: 'float8[]',
  expected_loss: 'float8',
  latency_ms: 'float8',
  timings: 'jsonb',
  answer: 'text',
  scored_at: 'timestamptz',
})

const insertAudit = rowInserter('score-audit', 'audit_log', {
  tenant_id: 'uuid',
  actor_kind: 'text',
  actor_id: 'text',
  action: 'text',
  object_kind: 'text',
  object_id: 'text',
  after: 'jsonb',
  request_id: 'text',
  at: 'timestamptz',
})

const insertKeys = rowInserter('score-new-keys', 'idempotency_keys', {
  tenant_id: 'uuid',
  operation: 'text',
  key: 'text',
  fingerprint: 'bytea',
  response: 'text',
})

type Entry = Recording['decisions'][number]

const predictionRow = ({ tenantId, modelVersionId }: Recording, { fresh, decision }: Entry) => {
  const { answer } = decision
  return {
    tenant_id: tenantId,
    id: answer.prediction_id,
    transaction_id: answer.transaction_id,
    model_version_id: modelVersionId,
    model_version: answer.model_version,
    policy_version: answer.policy_version,
    margin: answer.margin,
    base_value: answer.base_value,
    base_score: decision.baseScore,
    score: answer.score,
    risk_band: answer.risk_band,
    outcome: answer.outcome,
    threshold: answer.threshold,
    reason_codes: codeArray(answer.reason_codes),
    features: numberArray(decision.features),
    contributions: numberArray(decision.contributions),
    expected_loss: (answer.score * fresh.row.transaction.amountMinor) / 100,
    latency_ms: answer.latency_ms,
    timings: JSON.stringify(answer.timings),
    answer: decision.body,
    scored_at: fresh.job.receivedAt.toISOString(),
  }
}

const auditRow = (tenantId: string, { fresh, decision }: Entry) => {
  const { outcome, risk_band, score } = decision.answer
  const { ctx, receivedAt } = fresh.job
  return {
    tenant_id: tenantId,
    actor_kind: ctx.actor.kind,
    actor_id: ctx.actor.id,
    action: 'transaction.scored',
    object_kind: 'transaction',
    object_id: fresh.id,
    after: JSON.stringify({ outcome, risk_band, score }),
    request_id: ctx.requestId,
    at: receivedAt.toISOString(),
  }
}

export function recordPredictions(recording: Recording): Statement[] {
  const { tenantId, decisions, keys } = recording
  const statements: Statement[] = []
  if (decisions.length) {
    statements.push(insertPredictions(decisions.map((entry) => predictionRow(recording, entry))))
    statements.push(insertAudit(decisions.map((entry) => auditRow(tenantId, entry))))
  }
  if (keys.length) statements.push(insertKeys(keys.map((key) => ({ ...key, tenant_id: tenantId }))))
  return statements
}

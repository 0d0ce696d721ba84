import type { Statement } from '@/lib/platform/db'
import type { Decision } from './compose-decision'
import { bytea, codeArray, numberArray, rowInserter } from './insert-rows'
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
  fingerprint: Buffer
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
    features: 'float8[]',
    contributions: 'float8[]',
    expected_loss: 'float8',
    latency_ms: 'float8',
    timings: 'jsonb',
    answer: 'document',
    scored_at: 'timestamptz',
  },
  {
    tenant_id: 'uuid',
    model_version_id: 'uuid',
    model_version: 'text',
    policy_version: 'integer',
    base_value: 'float8',
    base_score: 'float8',
    threshold: 'float8',
  },
)

const insertAudit = rowInserter(
  'score-audit',
  'audit_log',
  {
    actor_kind: 'text',
    actor_id: 'text',
    object_id: 'uuid',
    after: 'jsonb',
    request_id: 'text',
    at: 'timestamptz',
  },
  { tenant_id: 'uuid', action: 'text', object_kind: 'text' },
)

const insertKeys = rowInserter(
  'score-new-keys',
  'idempotency_keys',
  { operation: 'text', key: 'text', fingerprint: 'bytea', response: 'text' },
  { tenant_id: 'uuid' },
)

const predictionRow = ({ fresh, decision }: Decided) => {
  const { answer } = decision
  return {
    id: answer.prediction_id,
    transaction_id: answer.transaction_id,
    margin: answer.margin,
    score: answer.score,
    risk_band: answer.risk_band,
    outcome: answer.outcome,
    reason_codes: codeArray(answer.reason_codes),
    features: numberArray(decision.features),
    contributions: numberArray(decision.contributions),
    expected_loss: (answer.score * fresh.row.transaction.amountMinor) / 100,
    latency_ms: answer.latency_ms,
    timings: JSON.stringify(answer.timings),
    answer: decision.body,
    scored_at: fresh.row.receivedAt.toISOString(),
  }
}

const auditRow = ({ fresh, decision }: Decided) => {
  const { outcome, risk_band, score } = decision.answer
  const { ctx } = fresh.job
  return {
    actor_kind: ctx.actor.kind,
    actor_id: ctx.actor.id,
    object_id: fresh.id,
    after: JSON.stringify({ outcome, risk_band, score }),
    request_id: ctx.requestId,
    at: fresh.row.receivedAt.toISOString(),
  }
}

/** The decisions of one model under one policy, with their audit rows. */
export function recordPredictions(
  tenantId: string,
  modelVersionId: string,
  decided: readonly Decided[],
): Statement[] {
  const [first] = decided
  if (!first) return []
  const { model_version, policy_version, base_value, threshold } = first.decision.answer
  const { baseScore: base_score } = first.decision
  const shared = { tenant_id: tenantId, model_version_id: modelVersionId, model_version, policy_version }
  return [
    insertPredictions(decided.map(predictionRow), { ...shared, base_value, base_score, threshold }),
    insertAudit(decided.map(auditRow), {
      tenant_id: tenantId,
      action: 'transaction.scored',
      object_kind: 'transaction',
    }),
  ]
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
  const rows = keys.map((key) => ({ ...key, fingerprint: bytea(key.fingerprint) }))
  return [
    { name: 'score-expire-keys', text: EXPIRE_KEYS, values: [tenantId] },
    insertKeys(rows, { tenant_id: tenantId }),
  ]
}

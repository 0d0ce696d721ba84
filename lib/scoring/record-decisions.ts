import type { AccountState } from '@/lib/features'
import type { Statement, TenantPipeline } from '@/lib/platform/db'
import type { Decision } from './compose-decision'
import type { ScoringJob } from './job'

/** The one durable write: transactions, predictions, entity states, audit rows and idempotency keys commit together. */
export interface Recording {
  tenantId: string
  modelVersionId: string
  decisions: { decision: Decision; job: ScoringJob; fingerprint: Buffer }[]
  /** Only the states that these decisions moved. */
  states: Map<string, AccountState>
  keys: { operation: string; key: string; fingerprint: Buffer; response: string }[]
}

/** Column names are the keys of the rows: each set travels as one JSON parameter and is read by the table's own row type. */
function insertRows(table: string, columns: readonly string[]): string {
  const list = columns.join(', ')
  return `insert into ${table} (${list}) select ${list} from json_populate_recordset(null::${table}, $1)`
}

const TRANSACTION_COLUMNS = [
  ...['tenant_id', 'id', 'external_id', 'fingerprint', 'occurred_at', 'step', 'type', 'amount', 'currency'],
  ...['sender_account', 'sender_balance_before', 'sender_balance_after'],
  ...['receiver_account', 'receiver_balance_before', 'receiver_balance_after'],
  ...['phone', 'device_id', 'ip', 'city', 'country', 'latitude', 'longitude'],
  ...['merchant_category', 'channel', 'declined_attempts', 'metadata', 'source', 'received_at'],
] as const
const PREDICTION_COLUMNS = [
  ...['tenant_id', 'id', 'transaction_id', 'model_version_id', 'model_version', 'policy_version'],
  ...['margin', 'base_value', 'base_score', 'score', 'risk_band', 'outcome', 'threshold', 'reason_codes'],
  ...['features', 'contributions', 'expected_loss', 'latency_ms', 'timings', 'answer', 'scored_at'],
] as const
const AUDIT_COLUMNS = [
  'tenant_id',
  'actor_kind',
  'actor_id',
  'action',
  'object_kind',
  'object_id',
  'after',
  'request_id',
  'at',
]
const KEY_COLUMNS = ['tenant_id', 'operation', 'key', 'fingerprint', 'response', 'created_at']

const INSERT_TRANSACTIONS = insertRows('transactions', TRANSACTION_COLUMNS)
const INSERT_PREDICTIONS = insertRows('predictions', PREDICTION_COLUMNS)
const INSERT_AUDIT = insertRows('audit_log', AUDIT_COLUMNS)
const INSERT_KEYS = insertRows('idempotency_keys', KEY_COLUMNS)
const UPSERT_STATES = `
  insert into entity_states (tenant_id, kind, entity_id, state)
  select $1, 'account', entity.key, entity.value from json_each($2) entity
  on conflict (tenant_id, kind, entity_id) do update set state = excluded.state, updated_at = now()`

type Row<Columns extends readonly string[]> = Record<Columns[number], unknown>

const decimal = (minor: number | null): string | null => {
  if (minor === null) return null
  const digits = String(Math.abs(minor)).padStart(3, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** JSON has no NaN; PostgreSQL reads the text as its own. */
const numbers = (values: Float32Array | Float64Array): (number | string)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? 'NaN' : value))

const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

type Entry = Recording['decisions'][number]

const transactionRow = (
  tenantId: string,
  { decision, job, fingerprint }: Entry,
): Row<typeof TRANSACTION_COLUMNS> => {
  const { transaction } = decision
  return {
    tenant_id: tenantId,
    id: decision.transactionId,
    external_id: transaction.externalId,
    fingerprint: bytea(fingerprint),
    occurred_at: new Date(decision.occurredAtMs),
    step: transaction.step,
    type: transaction.type,
    amount: decimal(transaction.amountMinor),
    currency: transaction.currency ?? job.ctx.tenant.currency,
    sender_account: transaction.senderAccount,
    sender_balance_before: decimal(transaction.senderBalanceBeforeMinor),
    sender_balance_after: decimal(transaction.senderBalanceAfterMinor),
    receiver_account: transaction.receiverAccount,
    receiver_balance_before: decimal(transaction.receiverBalanceBeforeMinor),
    receiver_balance_after: decimal(transaction.receiverBalanceAfterMinor),
    phone: transaction.phone,
    device_id: transaction.deviceId,
    ip: transaction.ip,
    city: transaction.city,
    country: transaction.country,
    latitude: transaction.latitude,
    longitude: transaction.longitude,
    merchant_category: transaction.merchantCategory,
    channel: transaction.channel,
    declined_attempts: transaction.declinedAttempts,
    metadata: transaction.metadata,
    source: job.source,
    received_at: job.receivedAt,
  }
}

const predictionRow = (recording: Recording, { decision, job }: Entry): Row<typeof PREDICTION_COLUMNS> => {
  const { answer } = decision
  return {
    tenant_id: recording.tenantId,
    id: decision.predictionId,
    transaction_id: decision.transactionId,
    model_version_id: recording.modelVersionId,
    model_version: answer.model_version,
    policy_version: answer.policy_version,
    margin: answer.margin,
    base_value: answer.base_value,
    base_score: decision.baseScore,
    score: answer.score,
    risk_band: answer.risk_band,
    outcome: answer.outcome,
    threshold: answer.threshold,
    reason_codes: answer.reason_codes,
    features: numbers(decision.features),
    contributions: numbers(decision.contributions),
    expected_loss: (answer.score * decision.transaction.amountMinor) / 100,
    latency_ms: answer.latency_ms,
    timings: answer.timings,
    answer: decision.body,
    scored_at: job.receivedAt,
  }
}

const auditRow = (tenantId: string, { decision, job }: Entry): Record<string, unknown> => ({
  tenant_id: tenantId,
  actor_kind: job.ctx.actor.kind,
  actor_id: job.ctx.actor.id,
  action: 'transaction.scored',
  object_kind: 'transaction',
  object_id: decision.transactionId,
  after: {
    outcome: decision.answer.outcome,
    risk_band: decision.answer.risk_band,
    score: decision.answer.score,
  },
  request_id: job.ctx.requestId,
  at: job.receivedAt,
})

/** Writes and commits in one round trip. Durable when it returns. */
export async function recordDecisions(tx: TenantPipeline, recording: Recording): Promise<void> {
  const { tenantId, decisions, keys } = recording
  const statements: Statement[] = []
  const add = (name: string, text: string, rows: object[]) => {
    if (rows.length) statements.push({ name, text, values: [JSON.stringify(rows)] })
  }
  add(
    'score-transactions',
    INSERT_TRANSACTIONS,
    decisions.map((entry) => transactionRow(tenantId, entry)),
  )
  add(
    'score-predictions',
    INSERT_PREDICTIONS,
    decisions.map((entry) => predictionRow(recording, entry)),
  )
  add(
    'score-audit',
    INSERT_AUDIT,
    decisions.map((entry) => auditRow(tenantId, entry)),
  )
  const createdAt = new Date()
  add(
    'score-new-keys',
    INSERT_KEYS,
    keys.map((key) => ({
      ...key,
      tenant_id: tenantId,
      fingerprint: bytea(key.fingerprint),
      created_at: createdAt,
    })),
  )
  if (recording.states.size) {
    const states = JSON.stringify(Object.fromEntries(recording.states))
    statements.push({ name: 'score-new-states', text: UPSERT_STATES, values: [tenantId, states] })
  }
  await tx.commit(statements)
}

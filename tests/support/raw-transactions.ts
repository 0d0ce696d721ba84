import { sealTenant } from '@/lib/platform/db/seal'
import { newId } from '@/lib/platform/ids'
import { withClient } from './postgres'

/** A scored transaction for a test; omitted fields get defaults. */
export interface RawTransaction {
  at: string
  from: string
  to?: string | null
  device?: string | null
  phone?: string | null
  country?: string | null
  type?: string
  amount?: number
  currency?: string
  score?: number
  band?: 'low' | 'medium' | 'high'
  outcome?: 'approve' | 'review' | 'block'
  disposition?: string | null
  /** Id of the model version that scored it; by default none that is registered. */
  model?: string
}

/**
 * Writes transactions with predictions without the scoring path, so that a test controls every score. Returns their
 * ids.
 */
export async function insertRaw(tenantId: string, rows: readonly RawTransaction[]): Promise<string[]> {
  const given = rows.map((row) => ({
    to: null,
    device: null,
    phone: null,
    country: null,
    type: 'TRANSFER',
    amount: 10,
    currency: 'USD',
    score: 0.01,
    band: 'low',
    outcome: 'approve',
    disposition: null,
    ...row,
    id: newId(),
  }))
  await withClient('superuser', async (client) => {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(tenantId)])
    for (const sql of [TRANSACTIONS, PREDICTIONS]) await client.query(sql, [tenantId, JSON.stringify(given)])
    await client.query('analyze transactions, predictions, scored_transactions')
  })
  return given.map(({ id }) => id)
}

const ROWS = `json_to_recordset($2::json) r ("id" uuid, "at" timestamptz, "from" text, "to" text, "device" text, "phone" text,
  "country" text, "type" text, "amount" numeric, "currency" text, "score" float8, "band" text, "outcome" text, "disposition" text, "model" uuid)`

const TRANSACTIONS = `
  insert into transactions (tenant_id, id, fingerprint, occurred_at, type, amount, currency, sender_account, receiver_account,
    device_id, phone, country, source)
  select $1, id, sha256(uuid_send(id)), at, type, amount, currency, "from", "to", device, phone, country, 'seed' from ${ROWS}`

const PREDICTIONS = `
  insert into predictions (tenant_id, id, transaction_id, model_version_id, model_version, policy_version, margin, base_value,
    base_score, score, risk_band, outcome, threshold, reason_codes, features, contributions, expected_loss, latency_ms,
    timings, answer, disposition)
  select $1, id, id, coalesce(model, id), 'm/1', 1, 0, 0, 0.1, score, band, outcome, 0.5, '{}', '{}', '{}', score * amount, 1, '{}', '{}',
         disposition
    from ${ROWS}`

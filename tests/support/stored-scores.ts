import type { Outcome } from '@/lib/engine/policy'
import { newId } from '@/lib/platform/ids'
import type { MintedTenant } from './minted-tenant'
import { withClient } from './postgres'

/** A scored transaction as the lists have it. */
export interface StoredScore {
  id: string
  occurredAt: Date
  score: number
  /** In the institution's currency. */
  amount: number
  outcome: Outcome
  codes: string[]
  sender: string
  device: string | null
  phone: string | null
  /** A label that arrived a day after the transaction; null without one. */
  isFraud: boolean | null
}

export const storedScore = (given: Partial<StoredScore>): StoredScore => ({
  id: newId(),
  occurredAt: new Date(),
  score: 0.001,
  amount: 100,
  outcome: 'approve',
  codes: [],
  sender: 'C-1',
  device: null,
  phone: null,
  isFraud: null,
  ...given,
})

const TRANSACTIONS = `
  insert into transactions (tenant_id, id, fingerprint, occurred_at, type, amount, currency, sender_account, device_id, phone, source)
  select $1, id, sha256(id::text::bytea), at, 'TRANSFER', amount, 'USD', sender, device, phone, 'batch'
    from unnest($2::uuid[], $3::timestamptz[], $4::numeric[], $5::text[], $6::text[], $7::text[])
      row (id, at, amount, sender, device, phone)`

const SCORES = `
  insert into scored_transactions (tenant_id, transaction_id, prediction_id, occurred_at, scored_at, type, amount, currency,
    sender_account, device_id, phone, cell, score, risk_band, outcome, expected_loss, reason_codes)
  select $1, t.id, t.id, t.occurred_at, t.occurred_at, t.type, t.amount, t.currency, t.sender_account, t.device_id, t.phone, '', s.score,
         case when s.score >= $6 then 'high' when s.score >= $5 then 'medium' else 'low' end, s.outcome,
         s.score * t.amount, case when s.codes = '' then '{}' else string_to_array(s.codes, ' ') end
    from unnest($2::uuid[], $3::float8[], $4::text[], $7::text[]) s (id, score, outcome, codes)
    join transactions t on t.tenant_id = $1 and t.id = s.id`

const TOTALS = `
  insert into activity_hours
  select tenant_id, date_trunc('hour', occurred_at, 'UTC'), type, risk_band, outcome, currency, 0, count(*), sum(amount),
         sum(score), sum(expected_loss)
    from scored_transactions where tenant_id = $1 group by 1, 2, 3, 4, 5, 6`

const LABELS = `
  insert into transaction_labels (tenant_id, id, transaction_id, is_fraud, sign, source, arrived_at)
  select $1, gen_random_uuid(), id, is_fraud, 1, 'upload', at + interval '1 day'
    from unnest($2::uuid[], $3::timestamptz[], $4::boolean[]) l (id, at, is_fraud) where is_fraud is not null`

/** Stores scores without a model, as the superuser: what the scoring path and its triggers would have stored. */
export async function storeScores(
  { tenant }: MintedTenant,
  rows: readonly StoredScore[],
  { mediumFrom = 0.019, highFrom = 0.5 } = {},
): Promise<void> {
  const ids = rows.map(({ id }) => id)
  const times = rows.map(({ occurredAt }) => occurredAt.toISOString())
  await withClient('superuser', async (client) => {
    await client.query(TRANSACTIONS, [
      tenant.id,
      ids,
      times,
      rows.map(({ amount }) => amount),
      rows.map(({ sender }) => sender),
      rows.map(({ device }) => device),
      rows.map(({ phone }) => phone),
    ])
    await client.query(SCORES, [
      tenant.id,
      ids,
      rows.map(({ score }) => score),
      rows.map(({ outcome }) => outcome),
      mediumFrom,
      highFrom,
      rows.map(({ codes }) => codes.join(' ')),
    ])
    await client.query(TOTALS, [tenant.id])
    await client.query(LABELS, [tenant.id, ids, times, rows.map(({ isFraud }) => isFraud)])
  })
}

import type { AccountState } from '@/lib/features'
import type { Statement } from '@/lib/platform/db'
import { occurredAt } from './feature-input'
import { bytea, decimal, rowInserter } from './insert-rows'
import type { FreshRow } from './job'

/** What is known before the model has answered: the transactions as they came, and the histories that they move. */
const insertTransactions = rowInserter(
  'score-transactions',
  'transactions',
  {
    id: 'uuid',
    external_id: 'text',
    fingerprint: 'bytea',
    occurred_at: 'timestamptz',
    step: 'integer',
    type: 'text',
    amount: 'numeric',
    currency: 'text',
    sender_account: 'text',
    sender_balance_before: 'numeric',
    sender_balance_after: 'numeric',
    receiver_account: 'text',
    receiver_balance_before: 'numeric',
    receiver_balance_after: 'numeric',
    phone: 'text',
    device_id: 'text',
    ip: 'text',
    city: 'text',
    country: 'text',
    latitude: 'float8',
    longitude: 'float8',
    merchant_category: 'text',
    channel: 'text',
    declined_attempts: 'integer',
    metadata: 'jsonb',
    source: 'text',
    received_at: 'timestamptz',
  },
  { tenant_id: 'uuid' },
)

const UPSERT_STATES = `
  insert into entity_states (tenant_id, kind, entity_id, state)
  select $1, 'account', entity_id, state
    from rows from (json_array_elements_text($2::json), json_array_elements($3::json)) as row (entity_id, state)
  on conflict (tenant_id, kind, entity_id) do update set state = excluded.state, updated_at = now()`

const transactionRow = ({ id, row, job }: FreshRow) => {
  const { transaction } = row
  return {
    id,
    external_id: transaction.externalId,
    fingerprint: bytea(row.fingerprint),
    occurred_at: new Date(occurredAt(job.ctx.tenant, transaction, job.receivedAt)).toISOString(),
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
    metadata: transaction.metadata && JSON.stringify(transaction.metadata),
    source: job.source,
    received_at: job.receivedAt.toISOString(),
  }
}

/** Entity ids in order, so that two transactions never wait for each other's rows in a circle. */
function upsertStates(tenantId: string, states: ReadonlyMap<string, AccountState>): Statement {
  const ids = [...states.keys()].sort()
  const values = [tenantId, JSON.stringify(ids), JSON.stringify(ids.map((id) => states.get(id)))]
  return { name: 'score-new-states', text: UPSERT_STATES, values }
}

export const recordTransactions = (
  tenantId: string,
  rows: readonly FreshRow[],
  states: ReadonlyMap<string, AccountState>,
): Statement[] => [
  insertTransactions(rows.map(transactionRow), { tenant_id: tenantId }),
  upsertStates(tenantId, states),
]

import { type KnownStates, writeStates } from '@/lib/entities'
import { movedKeysOf } from '@/lib/features'
import type { Statement } from '@/lib/platform/db'
import { occurredAt } from './feature-input'
import { decimal, rowInserter } from './insert-rows'
import type { FreshRow, ScoringRow } from './job'

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
    amount_unusual: 'boolean',
    received_at: 'timestamptz',
  },
  { tenant_id: 'uuid' },
)

const transactionRow = ({ id, row, job, amountUnusual }: FreshRow) => {
  const { transaction } = row
  return {
    id,
    external_id: transaction.externalId,
    fingerprint: row.fingerprint,
    occurred_at: occurredAt(job.ctx.tenant, transaction, row.receivedAt),
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
    amount_unusual: amountUnusual,
    received_at: row.receivedAt.getTime(),
  }
}

export const recordTransactions = (tenantId: string, rows: readonly FreshRow[]): Statement =>
  insertTransactions(rows.map(transactionRow), { tenant_id: tenantId })

/** The histories as they stand after all the rows. */
export function recordStates(
  tenantId: string,
  rows: readonly { row: ScoringRow }[],
  states: KnownStates,
): Statement {
  const moved = rows.flatMap(({ row }) => movedKeysOf(row.transaction))
  const { text, values } = writeStates(tenantId, moved, states)
  return { name: 'score-new-states', text, values }
}

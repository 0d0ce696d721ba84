import { type StateMap, writeStates } from '@/lib/scoring/states'
import { minorDigits } from '@/lib/contract/currency-digits'
import { updatedKeysOf } from '@/lib/engine/features'
import type { Statement } from '@/lib/platform/db'
import { occurredAt } from './feature-input'
import { decimal } from './amounts'
import { type RowColumns, rowInserter } from './insert-rows'
import type { NewRow, ScoringRow } from './job'
import type { CanonicalTransaction } from './schema'

type MoneyKey = Extract<keyof CanonicalTransaction, `${string}Minor`>

/** Money as received, with the decimal places of its currency. */
const moneyOf =
  (key: MoneyKey) =>
  ({ row, job }: NewRow): string | null =>
    decimal(row.transaction[key], minorDigits(row.transaction.currency ?? job.ctx.tenant.currency))

/** Columns that do not depend on the prediction, so the database writes them while the model runs. */
const columns: RowColumns<NewRow> = {
  id: ['uuid', ({ id }) => id],
  external_id: ['text', ({ row }) => row.transaction.externalId],
  fingerprint: ['bytea', ({ row }) => row.fingerprint],
  occurred_at: ['timestamptz', ({ row, job }) => occurredAt(job.ctx.tenant, row.transaction, row.receivedAt)],
  step: ['integer', ({ row }) => row.transaction.step],
  type: ['text', ({ row }) => row.transaction.type],
  amount: ['numeric', moneyOf('amountMinor')],
  currency: ['text', ({ row, job }) => row.transaction.currency ?? job.ctx.tenant.currency],
  sender_account: ['text', ({ row }) => row.transaction.senderAccount],
  sender_balance_before: ['numeric', moneyOf('senderBalanceBeforeMinor')],
  sender_balance_after: ['numeric', moneyOf('senderBalanceAfterMinor')],
  receiver_account: ['text', ({ row }) => row.transaction.receiverAccount],
  receiver_balance_before: ['numeric', moneyOf('receiverBalanceBeforeMinor')],
  receiver_balance_after: ['numeric', moneyOf('receiverBalanceAfterMinor')],
  phone: ['text', ({ row }) => row.transaction.phone],
  device_id: ['text', ({ row }) => row.transaction.deviceId],
  ip: ['text', ({ row }) => row.transaction.ip],
  city: ['text', ({ row }) => row.transaction.city],
  country: ['text', ({ row }) => row.transaction.country],
  latitude: ['float8', ({ row }) => row.transaction.latitude],
  longitude: ['float8', ({ row }) => row.transaction.longitude],
  merchant_category: ['text', ({ row }) => row.transaction.merchantCategory],
  channel: ['text', ({ row }) => row.transaction.channel],
  declined_attempts: ['integer', ({ row }) => row.transaction.declinedAttempts],
  metadata: ['jsonb', ({ row }) => row.transaction.metadata && JSON.stringify(row.transaction.metadata)],
  received: ['jsonb', ({ row }) => row.received && JSON.stringify(row.received)],
  source: ['text', ({ job }) => job.source],
  amount_unusual: ['boolean', ({ amountUnusual }) => amountUnusual],
  received_at: ['timestamptz', ({ row }) => row.receivedAt.getTime()],
}

const insertTransactions = rowInserter('score-transactions', 'transactions', columns, { tenant_id: 'uuid' })

/** Two more columns cost every row something, so only rows with a conversion have them. */
const insertConverted = rowInserter(
  'score-converted',
  'transactions',
  {
    ...columns,
    currency_rate: ['numeric', ({ money }: NewRow) => money?.rate ?? null],
    converted_amount: ['numeric', ({ money }: NewRow) => money?.amount ?? null],
  },
  { tenant_id: 'uuid' },
)

export function recordTransactions(tenantId: string, rows: readonly NewRow[]): Statement {
  const insert = rows.some(({ money }) => money !== null) ? insertConverted : insertTransactions
  return insert(rows, { tenant_id: tenantId })
}

/** Stores the entity states after all rows. */
export function recordStates(
  tenantId: string,
  rows: readonly { row: ScoringRow }[],
  states: StateMap,
): Statement {
  const updated = rows.flatMap(({ row }) => updatedKeysOf(row.transaction))
  const { text, values } = writeStates(tenantId, updated, states)
  return { name: 'score-new-states', text, values }
}

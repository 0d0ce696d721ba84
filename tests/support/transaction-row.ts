import type { TransactionRow } from '@/lib/desk/transactions/schema'

/** A row of a list of transactions, as a response has it. */
export const transactionRow = (
  transaction_id: string,
  changes: Partial<TransactionRow> = {},
): TransactionRow => ({
  transaction_id,
  prediction_id: `p-${transaction_id}`,
  external_id: null,
  score: 0.5,
  risk_band: 'medium',
  outcome: 'review',
  expected_loss: 10,
  amount: '20.00',
  currency: 'USD',
  converted: null,
  type: 'TRANSFER',
  sender_account: 'C1',
  receiver_account: 'C2',
  device_id: null,
  phone: null,
  country: null,
  reason_codes: [],
  decision: null,
  decision_version: 0,
  replayed: false,
  occurred_at: '2026-11-20T12:00:00.000Z',
  scored_at: '2026-11-20T12:00:01.000Z',
  ...changes,
})

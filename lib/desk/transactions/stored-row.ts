import type { Prisma } from '@/lib/platform/db'
import type { QueueItem, TransactionRow } from './schema'
import type { SearchKey } from './search-rows'

/** A row of scored_transactions as the database answers it. */
export interface StoredRow {
  transaction_id: string
  prediction_id: string
  occurred_at: Date
  scored_at: Date
  external_id: string | null
  type: string
  amount: Prisma.Decimal
  currency: string
  sender_account: string
  receiver_account: string | null
  device_id: string | null
  phone: string | null
  country: string | null
  score: number
  risk_band: QueueItem['riskBand']
  outcome: QueueItem['outcome']
  expected_loss: number
  reason_codes: string[]
  disposition: QueueItem['decision']
}

/** What a row's place in a list is known by. */
export type KeyColumns = Pick<StoredRow, 'occurred_at' | 'expected_loss' | 'transaction_id'>

export const keyOf = (row: KeyColumns): SearchKey => ({
  occurredAt: row.occurred_at,
  expectedLoss: row.expected_loss,
  transactionId: row.transaction_id,
})

export const toTransactionRow = (row: StoredRow): TransactionRow => ({
  transactionId: row.transaction_id,
  predictionId: row.prediction_id,
  externalId: row.external_id,
  score: row.score,
  riskBand: row.risk_band,
  outcome: row.outcome,
  expectedLoss: row.expected_loss,
  amount: row.amount.toFixed(2),
  currency: row.currency,
  type: row.type,
  senderAccount: row.sender_account,
  receiverAccount: row.receiver_account,
  deviceId: row.device_id,
  phone: row.phone,
  country: row.country,
  reasonCodes: row.reason_codes,
  decision: row.disposition,
  occurredAt: row.occurred_at.toISOString(),
  scoredAt: row.scored_at.toISOString(),
})

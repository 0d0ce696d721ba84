import { csvLine, textCell } from '@/lib/platform/csv/write'
import type { TransactionRow } from './schema'

type Column = [name: string, cell: (row: TransactionRow) => string]

const COLUMNS: readonly Column[] = [
  ['transaction_id', (row) => row.transactionId],
  ['occurred_at', (row) => row.occurredAt],
  ['scored_at', (row) => row.scoredAt],
  ['type', (row) => row.type],
  ['amount', (row) => row.amount],
  ['currency', (row) => row.currency],
  ['sender', (row) => textCell(row.senderAccount)],
  ['receiver', (row) => textCell(row.receiverAccount)],
  ['device', (row) => textCell(row.deviceId)],
  ['phone', (row) => textCell(row.phone)],
  ['country', (row) => row.country ?? ''],
  ['score', (row) => row.score.toFixed(4)],
  ['risk_band', (row) => row.riskBand],
  ['outcome', (row) => row.outcome],
  ['reason_codes', (row) => textCell(row.reasonCodes.join(' '))],
  ['decision', (row) => row.decision ?? ''],
]

export const EXPORT_HEADER = csvLine(COLUMNS.map(([name]) => name))
export const exportLine = (row: TransactionRow): string => csvLine(COLUMNS.map(([, cell]) => cell(row)))

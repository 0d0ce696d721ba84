export type { RowResult } from './job'
export { type PastTransaction, scoreHistory } from './score-history'
export { type BatchRow, scoreBatch, type Scored, scoreTransaction } from './score-transaction'

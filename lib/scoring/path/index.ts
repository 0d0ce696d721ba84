export type { RowResult } from './job'
export { type PastTransaction, scoreHistory } from './score-history'
export { type BatchRow, scoreBatch, type ScoredResponse, scoreTransaction } from './score-transaction'

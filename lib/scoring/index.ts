export type { RowResult } from './job'
export { type BatchRow, scoreBatch, type Scored, scoreTransaction } from './score-transaction'

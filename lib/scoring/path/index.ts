/**
 * Scoring. `scoreTransaction` adds the row to the next group of its tenant. `score-group.ts` scores a group in one database
 * transaction: reads states, model and policy, computes features, margins and contributions, decides and writes.
 */

export { fingerprintOfTransaction, type RowResult } from './job'
export { isOfOneRow } from './evaluate-rows'
export { foregroundIdle, isScoringForOthers } from './foreground'
export { identify, type IdentifiedTransaction } from './identify'
export { pruneIdempotencyKeys } from './prune-idempotency-keys'
export {
  type BatchRow,
  type PastTransaction,
  scoreBatch,
  type ScoredResponse,
  scoreHistory,
  scoreRows,
  scoreTransaction,
} from './score-transaction'

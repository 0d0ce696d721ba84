/**
 * Scoring. `scoreTransaction` adds the row to the next group of its tenant. `score-group.ts` scores a group in one database
 * transaction: reads states, model and policy, computes features, margins and contributions, decides and writes.
 */

export type { RowResult } from './job'
export { pruneIdempotencyKeys } from './prune-idempotency-keys'
export {
  type BatchRow,
  type PastTransaction,
  scoreBatch,
  type ScoredResponse,
  scoreHistory,
  scoreTransaction,
} from './score-transaction'

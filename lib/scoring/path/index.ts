/**
 * Scoring, the main job: `scoreTransaction` puts the row into the next group of its tenant, `score-group.ts` reads states,
 * model and policy, computes features, margins and contributions, applies the policy and writes all in one transaction.
 */

export type { RowResult } from './job'
export {
  type BatchRow,
  type PastTransaction,
  scoreBatch,
  type ScoredResponse,
  scoreHistory,
  scoreTransaction,
} from './score-transaction'

import type { Model } from '@/lib/engine/inference'
import type { RegisteredVersion } from '@/lib/scoring/bundles'
import type { ListStates, Outcome, PolicyThresholds, Signal } from '@/lib/engine/policy'

/** A model in one of the stages that score, as the scoring path reads it. */
export interface ActiveModel extends RegisteredVersion {
  stage: 'production' | 'canary' | 'shadow'
  /** Grows with each change of the stage: names the run of a canary. */
  stageVersion: number
  /** Of a canary in force: the share of senders whose payments it decides. Null for all others. */
  share: number | null
  /** Of a canary in force: response times above this are slow, in milliseconds. */
  slowMs: number | null
}

/** A model in memory that scores the transactions of a tenant. */
export interface Scorer extends ActiveModel {
  model: Model
}

/** A transaction that was decided and committed. */
export interface DecidedRow {
  transactionId: string
  sender: string
  /** Hundredths of the institution's currency. */
  amountMinor: number
  lists: ListStates
  signal: Signal
  /** Index of the scorer that decided it. */
  decidedBy: number
  score: number
  outcome: Outcome
  /** Response time of a single score in milliseconds; null for a row of a batch, which waits for the rows before it. */
  latencyMs: number | null
}

/** Transactions decided together, with their features for every scorer. */
export interface DecidedRows {
  tenantId: string
  policy: PolicyThresholds
  /** The champion, then the challengers. */
  scorers: readonly Scorer[]
  /** One per scorer, row-major [rows x features of its model]. */
  matrices: readonly Float32Array[]
  rows: readonly DecidedRow[]
}

export const CHAMPION = 0

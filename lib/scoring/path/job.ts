import { hash } from 'node:crypto'
import type { Context } from '@/lib/contract/context'
import type { AppError } from '@/lib/platform/errors'
import type { CanonicalTransaction } from './schema'

/** One row to score, validated. */
export class ScoringRow {
  private cachedFingerprint?: string

  constructor(
    readonly transaction: CanonicalTransaction,
    /** Time of receipt: stored as `scored_at`, and as `occurred_at` of a row without a time. */
    readonly receivedAt: Date,
  ) {}

  /** Fingerprint of the canonical row; detects another body under the same external id. Computed on first use. */
  get fingerprint(): string {
    return (this.cachedFingerprint ??= fingerprintOf(this.transaction))
  }
}

/** SHA-256 (hex) of parsed content, so white space and the order of fields in the body do not matter. */
export const fingerprintOf = (content: unknown): string => hash('sha256', JSON.stringify(content))

/** A row that this database transaction scores, with the id of its new transaction. */
export interface NewRow {
  id: string
  row: ScoringRow
  job: ScoringJob
  /** Result of `isUnusualAmount`; null for a sender with too few payments. */
  amountUnusual: boolean | null
}

/** The rows of one request. They commit together or not at all. */
export interface ScoringJob {
  ctx: Context
  source: 'api' | 'batch' | 'seed'
  rows: ScoringRow[]
  /** Null for a request without an Idempotency-Key. */
  idempotency: { operation: string; key: string; fingerprint: string } | null
  /** Builds the response body from the results of the rows; stored with the idempotency key. */
  render(results: RowResult[]): string
  /** performance.now() at receipt. */
  startedAt: number
}

export type RowResult =
  | { kind: 'scored'; /** The exact response body of the row. */ body: string; replayed: boolean }
  | { kind: 'rejected'; error: AppError }

/** The response body of a job; `replayed` marks the response of an earlier request. */
export interface JobResult {
  body: string
  replayed: boolean
  results: RowResult[]
}

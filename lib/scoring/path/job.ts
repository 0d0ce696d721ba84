import { hash } from 'node:crypto'
import type { Context } from '@/lib/contract/context'
import type { AppError } from '@/lib/platform/errors'
import type { CanonicalTransaction } from './schema'

/** One row to score, validated. */
export class ScoringRow {
  private print?: string

  constructor(
    readonly transaction: CanonicalTransaction,
    /** When it came: what `scored_at` says, and when it happened where the row does not say. */
    readonly receivedAt: Date,
  ) {}

  /** Of the canonical row: the same external id with another one is refused. Computed when it is first asked for. */
  get fingerprint(): string {
    return (this.print ??= fingerprintOf(this.transaction))
  }
}

/** SHA-256, in hex, of what a request or a row says, whatever the spelling of the body. */
export const fingerprintOf = (said: unknown): string => hash('sha256', JSON.stringify(said))

/** A row that is new: scored in this transaction, under an id of its own. */
export interface FreshRow {
  id: string
  row: ScoringRow
  job: ScoringJob
  /** What the sender's history says of the amount; null where it says nothing. */
  amountUnusual: boolean | null
}

/** What one request wants scored. All its rows commit together, or none. */
export interface ScoringJob {
  ctx: Context
  source: 'api' | 'batch' | 'seed'
  rows: ScoringRow[]
  /** Present when the request carried an Idempotency-Key. */
  idempotency: { operation: string; key: string; fingerprint: string } | null
  /** The whole response body from the rows' results; stored beside the idempotency key. */
  render(results: RowResult[]): string
  /** performance.now() at receipt. */
  startedAt: number
}

export type RowResult =
  | { kind: 'answer'; /** The exact answer of this row. */ body: string; replayed: boolean }
  | { kind: 'refused'; error: AppError }

/** The response body of a job; replayed when it is a stored one. */
export interface JobResult {
  body: string
  replayed: boolean
  results: RowResult[]
}

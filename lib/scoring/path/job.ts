import { hash } from 'node:crypto'
import type { Context } from '@/lib/contract/context'
import type { Signal } from '@/lib/engine/policy'
import type { RingFinding } from '@/lib/engine/rings'
import type { VelocityFinding } from '@/lib/engine/velocity'
import type { Statement } from '@/lib/platform/db'
import type { AppError } from '@/lib/platform/errors'
import { canonicalJson } from '@/lib/platform/canonical/json'
import type { ReceivedTexts } from './canonical-texts'
import { formerContent, formerFingerprint } from './former-fingerprint'
import type { IdentifiedTransaction } from './identify'
import type { OwnMoney } from './own-money'
import type { CanonicalTransaction } from './schema'

/** One row to score, validated. */
export class ScoringRow {
  private cachedFingerprint?: string

  readonly transaction: CanonicalTransaction
  readonly received: ReceivedTexts | null

  constructor(
    { transaction, received }: IdentifiedTransaction,
    /** Time of receipt: stored as `scored_at`, and as `occurred_at` of a row without a time. */
    readonly receivedAt: Date,
  ) {
    this.transaction = transaction
    this.received = received
  }

  /** Fingerprint of the canonical row; detects another body under the same external id. Computed on first use. */
  get fingerprint(): string {
    return (this.cachedFingerprint ??= fingerprintOfTransaction(this.transaction))
  }

  get formerFingerprint(): string {
    return formerFingerprint(formerContent(this))
  }
}

/** Identifies the body under an idempotency key. */
export interface KeyOfRequest {
  operation: string
  key: string
  fingerprint: string
  /** The fingerprint that an earlier release stored for the same body. */
  former(): string
}

/** SHA-256 (hex) of parsed content in the form of RFC 8785: white space and the order of members do not matter. */
export const fingerprintOf = (content: unknown): string => hash('sha256', canonicalJson(content))

/** The canonical text of a transaction, three times faster than `canonicalJson`: its members are in order already. */
export function canonicalTransactionJson(transaction: CanonicalTransaction): string {
  const { metadata } = transaction
  if (metadata === null) return JSON.stringify(transaction)
  // Quotes inside a text are escaped, so only the member itself has this spelling.
  return JSON.stringify({ ...transaction, metadata: null }).replace(
    '"metadata":null',
    () => `"metadata":${canonicalJson(metadata)}`,
  )
}

export const fingerprintOfTransaction = (transaction: CanonicalTransaction): string =>
  hash('sha256', canonicalTransactionJson(transaction))

/** The demo history and replays are no live traffic: no challenger sees them, no canary and no exploration decides them. */
export const isLive = ({ source }: Pick<ScoringJob, 'source'>): boolean =>
  source !== 'seed' && source !== 'replay'

/** A row that this database transaction scores, with the id of its new transaction. */
export interface NewRow {
  id: string
  row: ScoringRow
  job: ScoringJob
  /** Null for an amount in the tenant's currency. */
  money: OwnMoney | null
  /** Result of `isUnusualAmount`; null for a sender with too few payments. */
  amountUnusual: boolean | null
  /** Parties with more payments than the velocity rule allows. */
  velocity: readonly VelocityFinding[]
  /** The growing ring that the payment belongs to. */
  ring: RingFinding | null
  /** What velocity and ring mean for the decision. */
  signal: Signal
}

/** The rows of one request. They commit together or not at all. */
export interface ScoringJob {
  ctx: Context
  source: 'api' | 'batch' | 'upload' | 'seed' | 'replay' | 'stream'
  rows: ScoringRow[]
  /** Null for a request without an Idempotency-Key. */
  idempotency: KeyOfRequest | null
  /** Builds the response body from the results of the rows; stored with the idempotency key. */
  render(results: RowResult[]): string
  /** Writes that commit with the rows, from the results of the rows. */
  alsoWrite?(results: RowResult[]): Statement[]
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

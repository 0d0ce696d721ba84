import type { LabelSource } from './schema'

/** A row of `transaction_labels`, as far as it decides what is known. */
export interface LabelRow {
  transactionId: string
  isFraud: boolean
  sign: number
  source: LabelSource
  arrivedAt: Date
}

/** What somebody says about a transaction now. */
export interface Verdict {
  transactionId: string
  /** Null: the analysts say nothing, or nothing any more. */
  isFraud: boolean | null
  source: LabelSource
  /** The decision behind it; null where no analyst acted. */
  decisionId: string | null
}

/** The label that stands after these rows, oldest first: the last one, unless it was taken back. */
export function standingLabel<Row extends LabelRow>(rows: readonly Row[]): Row | null {
  const last = rows.at(-1)
  return last?.sign === 1 ? last : null
}

/**
 * What is to be known after a verdict: what it says. Where the analysts say nothing, the last label from elsewhere counts
 * (again); null where there is none.
 */
export function wantedLabel(
  rows: readonly LabelRow[],
  verdict: Verdict,
): Pick<LabelRow, 'isFraud' | 'source'> | null {
  if (verdict.isFraud !== null) return { isFraud: verdict.isFraud, source: verdict.source }
  return rows.findLast(({ sign, source }) => sign === 1 && source !== 'analyst') ?? null
}

import type { LabelSource } from './schema'

/** A row of `transaction_labels`, as far as the current label depends on it. Sign -1 withdraws the label before it. */
export interface LabelRow {
  transactionId: string
  isFraud: boolean
  sign: number
  source: LabelSource
  arrivedAt: Date
}

/** What one source now reports about a transaction. */
export interface LabelReport {
  transactionId: string
  /** Null withdraws the analysts' label. */
  isFraud: boolean | null
  source: LabelSource
  /** The analyst decision that caused the report; null for every other source. */
  decisionId: string | null
}

/** The label in force after these rows, oldest first: the last one, unless it was withdrawn. */
export function currentLabel<Row extends LabelRow>(rows: readonly Row[]): Row | null {
  const last = rows.at(-1)
  return last?.sign === 1 ? last : null
}

/**
 * The label in force after a report. Where the analysts withdraw theirs, the last label of another source is in force
 * again; null where there is none.
 */
export function labelAfter(
  rows: readonly LabelRow[],
  report: LabelReport,
): Pick<LabelRow, 'isFraud' | 'source'> | null {
  if (report.isFraud !== null) return { isFraud: report.isFraud, source: report.source }
  return rows.findLast(({ sign, source }) => sign === 1 && source !== 'analyst') ?? null
}

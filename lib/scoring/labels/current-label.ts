import type { LabelSource } from './schema'

/** The columns of `transaction_labels` that decide the current label. Sign -1 withdraws the label of the row before. */
export interface LabelRow {
  transactionId: string
  isFraud: boolean
  sign: number
  source: LabelSource
  arrivedAt: Date
}

/** A report of one source about a transaction. */
export interface LabelReport {
  transactionId: string
  /** Null withdraws the analysts' label. */
  isFraud: boolean | null
  source: LabelSource
  /** The analyst decision that caused the report; null for every other source. */
  decisionId: string | null
  /** The label was current before and is again: it keeps its time of arrival. */
  restores?: boolean
  /** When it became known; when it is recorded by default. */
  knownAt?: Date | undefined
}

/** The current label after these rows (oldest first): that of the last row, or null if the last row withdraws. */
export function currentLabel<Row extends LabelRow>(rows: readonly Row[]): Row | null {
  const last = rows.at(-1)
  return last?.sign === 1 ? last : null
}

/**
 * The current label after a report. When analysts withdraw their label, the last label of another source is current
 * again; null without one.
 */
export function labelAfter(
  rows: readonly LabelRow[],
  report: LabelReport,
): Pick<LabelRow, 'isFraud' | 'source'> | null {
  if (report.isFraud !== null) return { isFraud: report.isFraud, source: report.source }
  return rows.findLast(({ sign, source }) => sign === 1 && source !== 'analyst') ?? null
}

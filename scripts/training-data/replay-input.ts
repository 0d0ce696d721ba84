import type { FeatureInput } from '@/lib/engine/features'
import { type HistoryRow, isInGap, type LabelGap } from '@/lib/scoring/history'
import { featureInputAt } from '@/lib/scoring/path/schema'

/** A historical transaction with its recorded label. */
export interface ReplayRow {
  input: FeatureInput
  isFraud: boolean
  /** When the label arrived, in epoch milliseconds; null if never. */
  labelAtMs: number | null
}

export interface TrainingRow extends ReplayRow {
  /** False for a row without a label that can be trusted: it is history for the rows after it, but no example. */
  isExample: boolean
}

/** Rows without a label, and rows of stretches whose labels are missing, get no label at all. */
export function trainingRow(row: HistoryRow, gaps: readonly LabelGap[]): TrainingRow {
  const input = featureInputAt(row.transaction, row.occurredAtMs)
  if (row.label === null || isInGap(row.occurredAtMs, gaps)) {
    return { input, isFraud: false, labelAtMs: null, isExample: false }
  }
  return { input, isFraud: row.label.isFraud, labelAtMs: row.label.atMs, isExample: true }
}

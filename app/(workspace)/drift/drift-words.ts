import type { BadgeTone } from '@/components/ui/badge'
import type { DriftStatus, SignalName } from '@/lib/engine/drift'

export const STATUS_WORDS: Record<DriftStatus, { label: string; tone: BadgeTone }> = {
  stable: { label: 'Stable', tone: 'outline-good' },
  warning: { label: 'Watch', tone: 'outline-medium' },
  alert: { label: 'Drifted', tone: 'outline-high' },
}

export const SIGNAL_WORDS: Record<SignalName, string> = {
  suspicion_by_kind: 'Scores of one kind of transactions',
  reports_by_kind: 'Frauds reported of one kind',
  fraud_by_kind: 'Scores and reports of one kind together',
  alerts: 'Share of alerts',
  expected_fraud: 'Fraud that the scores expect',
  missed_fraud: 'Frauds reported that the model let through',
  risk_profile: 'What risky transactions look like',
  population: 'What all transactions look like',
}

/** A stability index: '0.034', '1.21'. */
export const formatIndex = (index: number): string => index.toFixed(index < 0.1 ? 3 : 2)

/** A value of a feature in a table: '0.0026', '48.1', '12,000'. */
export function formatValue(value: number): string {
  const size = Math.abs(value)
  if (size >= 1_000) return GROUPED.format(value)
  return String(Number(value.toPrecision(size >= 100 ? 4 : 3)))
}

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

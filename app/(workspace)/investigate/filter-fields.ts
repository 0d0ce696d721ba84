import { DECISIONS, OUTCOMES, RISK_LABELS } from '@/components/fraud/labels'
import { formatAmount } from '@/components/fraud/format-numbers'
import { TRANSACTION_TYPES } from '@/lib/engine/features'
import { REASON_LABELS } from '@/lib/engine/policy'
import type { Given } from './given'

/** The filters of the search in the order of the screen, with the words of their values. */
type Options = Readonly<Record<string, string>>
export type FilterKey = Exclude<keyof Given, 'q' | 'order'>

export const CHOICES = {
  type: Object.fromEntries(TRANSACTION_TYPES.map((type) => [type, type])),
  risk_band: RISK_LABELS,
  outcome: {
    flagged: 'Flagged (review or block)',
    block: OUTCOMES.block.label,
    review: OUTCOMES.review.label,
    approve: OUTCOMES.approve.label,
  },
  decision: {
    pending: 'Pending',
    decided: 'Decided',
    confirmed_fraud: DECISIONS.confirmed_fraud.label,
    false_positive: DECISIONS.false_positive.label,
    escalated: DECISIONS.escalated.label,
  },
  reason: REASON_LABELS,
  weekday: {
    1: 'Monday',
    2: 'Tuesday',
    3: 'Wednesday',
    4: 'Thursday',
    5: 'Friday',
    6: 'Saturday',
    7: 'Sunday',
  },
  hour: Object.fromEntries(
    Array.from({ length: 24 }, (_, hour) => [hour, `${String(hour).padStart(2, '0')}:00`]),
  ),
} as const satisfies Partial<Record<FilterKey, Options>>

export const FILTER_LABELS: Record<FilterKey | 'q', string> = {
  q: 'Text',
  type: 'Type',
  risk_band: 'Risk',
  outcome: 'Outcome',
  decision: 'Decision',
  reason: 'Reason',
  min_score: 'Score from',
  max_score: 'Score to',
  min_amount: 'Amount from',
  max_amount: 'Amount to',
  from: 'From',
  to: 'To',
  country: 'Country',
  region: 'State',
  weekday: 'Weekday',
  hour: 'Hour',
}

/** A filter in words: 'Risk: High'. */
export function filterWords(key: keyof typeof FILTER_LABELS, value: string): string {
  const choices: Options = key in CHOICES ? CHOICES[key as keyof typeof CHOICES] : {}
  const words = key.endsWith('_amount') ? formatAmount(value) : (choices[value] ?? value)
  return `${FILTER_LABELS[key]}: ${words}`
}

/** Searches that are asked for often. */
export const PRESETS: readonly { label: string; query: Given }[] = [
  { label: 'Open high risk', query: { risk_band: 'high', outcome: 'flagged', decision: 'pending' } },
  { label: 'Blocked', query: { outcome: 'block' } },
  { label: 'Confirmed fraud', query: { decision: 'confirmed_fraud' } },
  { label: 'False positives', query: { decision: 'false_positive' } },
  { label: 'High value', query: { min_amount: '100000' } },
  { label: 'All transfers', query: { type: 'TRANSFER' } },
]

import { TRANSACTION_TYPES } from '@/lib/engine/features'
import { REASON_LABELS } from '@/lib/engine/policy'
import type { FilterField } from '@/components/list-page/filter-fields'
import { formatAmount } from './format-numbers'
import { DECISIONS, OUTCOMES, RISK_LABELS } from './labels'

/** The filters of transactions with the labels of their values, for the queue and the search. */
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export const FILTER_LABELS = {
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
  age: 'Age',
  country: 'Country',
  region: 'State',
  weekday: 'Weekday',
  hour: 'Hour',
  upload: 'File',
  replayed: 'Replays',
} as const
export type FilterName = keyof typeof FILTER_LABELS

const CHOICES = {
  type: TRANSACTION_TYPES.map((type) => [type, type]),
  risk_band: (['high', 'medium', 'low'] as const).map((band) => [band, RISK_LABELS[band]]),
  outcome: [
    ['flagged', 'Flagged (review or block)'],
    ['block', OUTCOMES.block.label],
    ['review', OUTCOMES.review.label],
    ['approve', OUTCOMES.approve.label],
  ],
  decision: [
    ['pending', 'Pending'],
    ['decided', 'Decided'],
    ['confirmed_fraud', DECISIONS.confirmed_fraud.label],
    ['false_positive', DECISIONS.false_positive.label],
    ['escalated', DECISIONS.escalated.label],
  ],
  reason: Object.entries(REASON_LABELS),
  age: [
    ['24h', '24 h'],
    ['7d', '7 d'],
    ['30d', '30 d'],
  ],
  replayed: [
    ['only', 'Only replayed'],
    ['without', 'Without replayed'],
  ],
  weekday: WEEKDAYS.map((day, index) => [String(index + 1), day]),
  hour: Array.from({ length: 24 }, (_, hour) => [String(hour), `${String(hour).padStart(2, '0')}:00`]),
} as const satisfies Partial<Record<FilterName, readonly (readonly string[])[]>>
type ChoiceName = keyof typeof CHOICES

export const choiceField = (name: ChoiceName, className?: string): FilterField => ({
  kind: 'choice',
  name,
  label: FILTER_LABELS[name],
  unset: 'Any',
  options: CHOICES[name] as FilterField['options'],
  className,
})

export const amountField = (name: 'min_amount' | 'max_amount'): FilterField => ({
  kind: 'text',
  name,
  label: FILTER_LABELS[name],
  inputMode: 'decimal',
  pattern: '\\d{1,16}(\\.\\d{1,2})?',
  title: 'An amount with at most two decimals',
  placeholder: 'any',
})

export const scoreField = (name: 'min_score' | 'max_score', placeholder: string): FilterField => ({
  kind: 'text',
  name,
  label: FILTER_LABELS[name],
  inputMode: 'decimal',
  pattern: '0(\\.\\d{1,12})?|1(\\.0{1,12})?',
  title: 'From 0 to 1',
  placeholder,
})

/** The label of a value; the queue also has 'all'. */
export function valueWords(name: FilterName, value: string): string {
  if (value === 'all') return 'All'
  if (name.endsWith('_amount')) return formatAmount(value)
  const options: readonly (readonly string[])[] = name in CHOICES ? CHOICES[name as ChoiceName] : []
  return options.find(([option]) => option === value)?.[1] ?? value
}

/** The label of a filter: 'Risk: High'. The order is not a filter. */
export const transactionFilterWords = (name: FilterName | 'order', value: string): string | null =>
  name === 'order'
    ? null
    : name === 'upload'
      ? 'Rows of one file'
      : `${FILTER_LABELS[name]}: ${valueWords(name, value)}`

import { amountField, choiceField, FILTER_LABELS, scoreField } from '@/components/fraud/transaction-filters'
import type { FilterField } from '@/components/list-page/filter-fields'
import type { Given } from './search-params'

const DATE_LENGTH = 'YYYY-MM-DD'.length

/** A link may name an instant, which a date field cannot hold. */
const momentField = (name: 'from' | 'to', given: Given, timeZone: string): FilterField => ({
  kind: given[name] === undefined || given[name].length === DATE_LENGTH ? 'date' : 'text',
  waits: true,
  name,
  label: FILTER_LABELS[name],
  title: `In the time zone ${timeZone}`,
})

const codeField = (name: 'country' | 'region', pattern: string, title: string, placeholder: string) =>
  ({ kind: 'text', name, label: FILTER_LABELS[name], pattern, title, placeholder, maxLength: 5 }) as const

/** The frequent filters in the order of the screen. */
export const firstFields = (given: Given, timeZone: string): FilterField[] => [
  choiceField('type'),
  choiceField('risk_band'),
  choiceField('decision', 'max-md:col-span-2'),
  amountField('min_amount'),
  amountField('max_amount'),
  momentField('from', given, timeZone),
  momentField('to', given, timeZone),
]

export const FURTHER_FIELDS: readonly FilterField[] = [
  choiceField('outcome'),
  choiceField('reason'),
  codeField('country', '[A-Z]{2,3}', 'An ISO 3166 code, such as US', 'US'),
  codeField('region', 'US-[A-Z]{2}', 'A state of the United States, such as US-CA', 'US-CA'),
  choiceField('weekday'),
  choiceField('hour'),
  scoreField('min_score', '0'),
  scoreField('max_score', '1'),
  choiceField('replayed'),
]

/** Frequent searches. */
export const PRESETS: readonly { label: string; query: Given }[] = [
  { label: 'Open high risk', query: { risk_band: 'high', outcome: 'flagged', decision: 'pending' } },
  { label: 'Blocked', query: { outcome: 'block' } },
  { label: 'Confirmed fraud', query: { decision: 'confirmed_fraud' } },
  { label: 'False positives', query: { decision: 'false_positive' } },
  { label: 'High value', query: { min_amount: '100000' } },
  { label: 'All transfers', query: { type: 'TRANSFER' } },
]

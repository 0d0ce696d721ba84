import { MINOR_PER_MAJOR, type FeatureDefinition } from './feature-definition'

const ROUND_TO_MINOR = 100 * MINOR_PER_MAJOR

export const AMOUNT_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'amount',
    label: 'Amount',
    unit: 'money',
    family: 'amount',
    formula: 'amount',
    mayBeMissing: false,
    highFrom: 10_000,
    high: 'a large amount',
    low: 'an everyday amount',
    compute: (input) => input.amountMinor / MINOR_PER_MAJOR,
  },
  {
    name: 'amount_log',
    label: 'Amount (logarithm)',
    unit: 'log-money',
    family: 'amount',
    formula: 'ln(1 + amount)',
    mayBeMissing: false,
    highFrom: 9.2,
    high: 'a large amount',
    low: 'an everyday amount',
    compute: (input) => Math.log1p(input.amountMinor / MINOR_PER_MAJOR),
  },
  {
    name: 'amount_is_round',
    label: 'Round amount',
    unit: 'flag',
    family: 'amount',
    formula: '1 if the amount is a multiple of 100, else 0',
    mayBeMissing: false,
    highFrom: 1,
    high: 'a round amount (a multiple of 100)',
    low: 'not a round amount',
    compute: (input) => (input.amountMinor > 0 && input.amountMinor % ROUND_TO_MINOR === 0 ? 1 : 0),
  },
]

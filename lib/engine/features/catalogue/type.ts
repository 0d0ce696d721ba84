import type { TransactionType } from '../types'
import type { FeatureDefinition } from './feature-definition'

/** One flag per type; all flags are 0 for OTHER. */
export const TYPE_FEATURES: readonly FeatureDefinition[] = [
  typeFlag('CASH_IN', 'cash in', 'a cash deposit'),
  typeFlag('CASH_OUT', 'cash out', 'a cash withdrawal'),
  typeFlag('DEBIT', 'debit', 'a direct debit'),
  typeFlag('PAYMENT', 'payment', 'a payment to a merchant'),
  typeFlag('TRANSFER', 'transfer', 'a transfer to another account'),
]

function typeFlag(type: TransactionType, label: string, phrase: string): FeatureDefinition {
  return {
    name: `type_${type.toLowerCase()}`,
    label: `Type is ${label}`,
    unit: 'flag',
    family: 'type',
    formula: `1 if the type is ${type}, else 0`,
    mayBeMissing: false,
    highFrom: 1,
    high: phrase,
    low: `not ${phrase}`,
    compute: (input) => (input.type === type ? 1 : 0),
  }
}

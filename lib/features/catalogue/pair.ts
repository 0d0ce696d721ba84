import { hashOf } from '../states/recent-peers'
import type { FeatureDefinition } from './feature-definition'

export const PAIR_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'is_new_counterparty',
    label: 'New counterparty',
    unit: 'flag',
    family: 'pair',
    mayBeMissing: true,
    missing: 'no receiver',
    highFrom: 1,
    high: 'the sender has not paid this account recently',
    low: 'the sender has paid this account before',
    compute: (input, { sender }) =>
      input.receiverAccount === null ? NaN : sender.sent.p.includes(hashOf(input.receiverAccount)) ? 0 : 1,
  },
]

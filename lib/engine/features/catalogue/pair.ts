import { peerIndex } from '../states/recent-peers'
import { DAY_MS, MINUTE_MS } from '../states/time-window'
import type { EntityStates, FeatureInput } from '../types'
import type { FeatureDefinition } from './feature-definition'

const family = 'pair'

/** Earlier payments between this sender and this receiver, among the last 32 receivers of the sender. */
export const PAIR_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'is_new_counterparty',
    label: 'New counterparty',
    unit: 'flag',
    family,
    formula: '1 if the receiver is not among the last 32 distinct receivers of the sender, else 0',
    mayBeMissing: true,
    missing: 'no receiver',
    highFrom: 1,
    high: 'the sender has not paid this receiver recently',
    low: 'the sender has paid this receiver before',
    compute: (input, states) => (input.receiverAccount === null ? NaN : peerOf(input, states) < 0 ? 1 : 0),
  },
  {
    name: 'pair_times_paid',
    label: 'Times the sender has paid this receiver',
    unit: 'count',
    family,
    formula:
      'payments from the sender to this receiver, at most 99; 0 if it is not among the last 32 receivers',
    mayBeMissing: true,
    missing: 'no receiver',
    highFrom: 3,
    high: 'the sender has paid this receiver several times',
    low: 'the sender has rarely or never paid this receiver',
    compute: (input, states) => {
      const at = peerOf(input, states)
      if (at < 0) return input.receiverAccount === null ? NaN : 0
      return states.sender.sent.peers[at + 1]!
    },
  },
  {
    name: 'pair_days_since_paid',
    label: 'Time since the sender last paid this receiver',
    unit: 'days',
    family,
    formula: 'days since the minute of the latest payment from the sender to this receiver; at least 0',
    mayBeMissing: true,
    missing: 'no earlier payment to this receiver',
    highFrom: 30,
    high: 'the sender has not paid this receiver in the last 30 days',
    low: 'the sender paid this receiver in the last 30 days',
    compute: (input, states) => {
      const at = peerOf(input, states)
      if (at < 0) return NaN
      return Math.max(0, input.occurredAtMs - states.sender.sent.peers[at + 2]! * MINUTE_MS) / DAY_MS
    },
  },
]

function peerOf({ receiverAccount }: FeatureInput, { sender }: EntityStates): number {
  return receiverAccount === null ? -1 : peerIndex(sender.sent, receiverAccount)
}

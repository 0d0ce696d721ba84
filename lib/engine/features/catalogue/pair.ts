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
    high: 'the sender has not paid this account recently',
    low: 'the sender has paid this account before',
    compute: (input, states) => (input.receiverAccount === null ? NaN : peerOf(input, states) < 0 ? 1 : 0),
  },
  {
    name: 'pair_times_paid',
    label: 'Times the sender has paid this receiver',
    unit: 'count',
    family,
    formula:
      'payments of the sender to this receiver, at most 99; 0 if it is not among the last 32 receivers',
    mayBeMissing: true,
    missing: 'no receiver',
    highFrom: 3,
    high: 'the sender has paid this account several times',
    low: 'the sender has hardly paid this account before',
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
    formula: 'now - minute of the latest payment of the sender to this receiver; at least 0',
    mayBeMissing: true,
    missing: 'not paid before',
    highFrom: 30,
    high: 'the sender has not paid this account for a month',
    low: 'the sender has paid this account lately',
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

import { hashOf } from '../states/hash'
import { peerIndex } from '../states/recent-peers'
import type { FeatureDefinition } from './feature-definition'
import { amountIn, peersInLastDay } from './flow-formulas'

const family = 'network'

/** Money that fans in, fans out, passes through or comes back. */
export const NETWORK_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'sender_receivers_24h',
    label: 'Distinct receivers the sender paid, last 24 hours',
    unit: 'count',
    family,
    formula: 'distinct accounts that the sender paid in the last 24 hours, at most 32',
    mayBeMissing: false,
    highFrom: 4,
    high: 'the sender paid many different accounts in the last 24 hours',
    low: 'the sender paid few or no accounts in the last 24 hours',
    compute: ({ occurredAtMs }, { sender }) => peersInLastDay(sender.sent, occurredAtMs),
  },
  {
    name: 'receiver_senders_24h',
    label: 'Distinct senders that paid the receiver, last 24 hours',
    unit: 'count',
    family,
    formula: 'distinct accounts that paid the receiver in the last 24 hours, at most 32',
    mayBeMissing: true,
    missing: 'no receiver',
    highFrom: 5,
    high: 'many different accounts paid the receiver in the last 24 hours',
    low: 'few or no accounts paid the receiver in the last 24 hours',
    compute: ({ occurredAtMs }, { receiver }) =>
      receiver === null ? NaN : peersInLastDay(receiver.received, occurredAtMs),
  },
  {
    name: 'receiver_pass_through',
    label: 'Money sent relative to money received by the receiver, last 24 hours',
    unit: 'ratio',
    family,
    formula: 'amount sent / amount received by the receiver, both in the last 24 hourly buckets',
    mayBeMissing: true,
    missing: 'no receiver, or nothing received in the last 24 hours',
    highFrom: 0.5,
    high: 'the receiver sends on much of the money it receives',
    low: 'the receiver keeps most of the money it receives',
    compute: ({ occurredAtMs }, { receiver }) => {
      if (receiver === null) return NaN
      const received = amountIn(receiver.received, 'lastDay', occurredAtMs)
      return received === 0 ? NaN : amountIn(receiver.sent, 'lastDay', occurredAtMs) / received
    },
  },
  {
    name: 'receiver_has_paid_sender',
    label: 'Receiver has paid the sender before',
    unit: 'flag',
    family,
    formula: '1 if the receiver is among the last 32 accounts that paid the sender, else 0',
    mayBeMissing: true,
    missing: 'no receiver',
    highFrom: 1,
    high: 'the receiver has recently paid the sender',
    low: 'the receiver has not paid the sender recently',
    compute: ({ receiverAccount }, { sender }) =>
      receiverAccount === null ? NaN : peerIndex(sender.received, receiverAccount) < 0 ? 0 : 1,
  },
  {
    name: 'receiver_on_same_device',
    label: 'Receiver has paid from the same device',
    unit: 'flag',
    family,
    formula: '1 if the receiver is among the last 16 accounts that paid from this device, else 0',
    mayBeMissing: true,
    missing: 'no receiver or no device',
    highFrom: 1,
    high: 'the receiver has paid from this device',
    low: 'the receiver has not paid from this device',
    compute: ({ receiverAccount }, { device }) =>
      receiverAccount === null || device === null
        ? NaN
        : device.accounts.includes(hashOf(receiverAccount))
          ? 1
          : 0,
  },
]

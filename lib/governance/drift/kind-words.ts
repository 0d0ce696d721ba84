import type { DriftKind } from './schema'

const TYPES: Readonly<Record<string, string>> = {
  CASH_IN: 'cash deposits',
  CASH_OUT: 'cash withdrawals',
  DEBIT: 'debits',
  PAYMENT: 'payments',
  TRANSFER: 'transfers',
}
const AMOUNTS = { usual: ' of a usual amount', unusual: ' of an unusually large amount', unknown: '' }
const RECEIVERS = { known: ' to a known receiver', new: ' to a new receiver', unknown: '' }

/** 'transfers by app of a usual amount to a new receiver'. */
export function kindWords(kind: DriftKind['kind']): string {
  if (kind === null) return 'rare kinds of transactions'
  const { type, channel, amount, receiver } = kind
  const by = channel === null ? '' : ` by ${channel}`
  return `${TYPES[type] ?? 'other transactions'}${by}${AMOUNTS[amount]}${RECEIVERS[receiver]}`
}

import { amountsAbove, amountsBelow, roundAndNot } from './amounts'
import type { Fact } from './fact'
import { fromInput, inProportion, type Recompute } from './scored-row'

const MINOR_PER_MAJOR = 100
const MOST_ATTEMPTS = 10
/** The catalogue raises smaller standard deviations to this value. */
const SMALLEST_SPREAD = 0.1

const relativeSize = (from: number, to: number): number => Math.abs(to - from) / Math.max(Math.abs(from), 1)
const logOf = (minor: number): number => Math.log1p(minor / MINOR_PER_MAJOR)

/** (ln(1 + amount) - mean) / spread. The change needs the spread but not the mean. */
const zScore: Recompute = ({ row, from, to }) => {
  const value = row.features.get('sender_amount_zscore') ?? NaN
  const spread = row.features.get('sender_amount_log_spread')
  if (Number.isNaN(value)) return NaN
  if (spread === undefined) return null
  return value + (logOf(to) - logOf(from)) / Math.max(spread, SMALLEST_SPREAD)
}

export const AMOUNT: Fact = {
  label: 'Amount',
  unit: 'money',
  read: ({ input }) => input.amountMinor,
  alternatives: (from, direction) =>
    direction === 'safer' ? roundAndNot(amountsBelow(from), -1) : roundAndNot(amountsAbove(from), 1),
  sizeOf: relativeSize,
  ordered: true,
  change: (input, to) => ({ ...input, amountMinor: to }),
  dependents: {
    amount: fromInput('amount'),
    amount_log: fromInput('amount_log'),
    amount_is_round: fromInput('amount_is_round'),
    amount_to_sender_balance: fromInput('amount_to_sender_balance'),
    drains_sender_balance: fromInput('drains_sender_balance'),
    sender_amount_zscore: zScore,
    sender_amount_to_mean: inProportion('sender_amount_to_mean'),
    sender_amount_to_median: inProportion('sender_amount_to_median'),
    sender_amount_to_largest: inProportion('sender_amount_to_largest'),
    sender_pass_through: inProportion('sender_pass_through'),
    receiver_amount_to_mean: inProportion('receiver_amount_to_mean'),
    // Assumes that the sender has not paid the new amount before: the row does not hold the earlier amounts.
    sender_same_amount_24h: () => 0,
  },
}

export const SENDER_BALANCE: Fact = {
  label: 'Sender balance before the transaction',
  unit: 'money',
  read: ({ input }) => input.senderBalanceBeforeMinor,
  alternatives: (from, direction) => (direction === 'safer' ? amountsAbove(from) : []),
  sizeOf: relativeSize,
  ordered: true,
  change: (input, to) => ({ ...input, senderBalanceBeforeMinor: to }),
  dependents: {
    sender_balance_before: fromInput('sender_balance_before'),
    amount_to_sender_balance: fromInput('amount_to_sender_balance'),
    drains_sender_balance: fromInput('drains_sender_balance'),
  },
}

export const DECLINED_ATTEMPTS: Fact = {
  label: 'Declined attempts before this one',
  unit: 'count',
  read: ({ input }) => input.declinedAttempts,
  alternatives: (from, direction) =>
    direction === 'safer'
      ? Array.from({ length: Math.min(from, MOST_ATTEMPTS) }, (_, i) => from - 1 - i)
      : Array.from({ length: MOST_ATTEMPTS }, (_, i) => from + 1 + i),
  sizeOf: (from, to) => Math.abs(to - from) / Math.max(from, 1),
  ordered: true,
  change: (input, to) => ({ ...input, declinedAttempts: to }),
  dependents: { declined_attempts: fromInput('declined_attempts') },
}

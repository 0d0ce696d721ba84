import { MINOR_PER_MAJOR, type FeatureDefinition } from './feature-definition'

const DRAIN_TOLERANCE = 0.001

/** Uses balances before the transaction only: those after it are known too late and leak the label. */
export const BALANCE_FEATURES: readonly FeatureDefinition[] = [
  {
    name: 'sender_balance_before',
    label: 'Sender balance before the transaction',
    unit: 'money',
    family: 'balance',
    formula: 'balance of the sender before the transaction',
    mayBeMissing: true,
    highFrom: 100_000,
    high: 'a high sender balance',
    low: 'a low or negative sender balance',
    compute: (input) => toMajor(input.senderBalanceBeforeMinor),
  },
  {
    name: 'amount_to_sender_balance',
    label: 'Amount relative to sender balance',
    unit: 'ratio',
    family: 'balance',
    formula: 'amount / sender balance before the transaction; a balance below 1 counts as 1',
    mayBeMissing: true,
    highFrom: 0.9,
    high: 'almost the whole sender balance, or more',
    low: 'only part of the sender balance',
    // Treats an empty or overdrawn balance as one unit of money, so the ratio is finite and large.
    compute: ({ amountMinor, senderBalanceBeforeMinor: balance }) =>
      balance === null ? NaN : amountMinor / Math.max(balance, MINOR_PER_MAJOR),
  },
  {
    name: 'drains_sender_balance',
    label: 'Empties the sender account',
    unit: 'flag',
    family: 'balance',
    formula: '1 if the amount is within 0.1 % of a positive sender balance before the transaction, else 0',
    mayBeMissing: true,
    highFrom: 1,
    high: 'empties the sender account',
    low: 'does not empty the sender account',
    compute: ({ amountMinor, senderBalanceBeforeMinor: balance }) =>
      balance === null
        ? NaN
        : balance > 0 && Math.abs(amountMinor - balance) <= DRAIN_TOLERANCE * balance
          ? 1
          : 0,
  },
  {
    name: 'receiver_balance_before',
    label: 'Receiver balance before the transaction',
    unit: 'money',
    family: 'balance',
    formula: 'balance of the receiver before the transaction',
    mayBeMissing: true,
    highFrom: 100_000,
    high: 'a high receiver balance',
    low: 'a low or negative receiver balance',
    compute: (input) => toMajor(input.receiverBalanceBeforeMinor),
  },
  {
    name: 'receiver_was_empty',
    label: 'Receiver account was empty',
    unit: 'flag',
    family: 'balance',
    formula: '1 if the receiver balance before the transaction is 0 or less, else 0',
    mayBeMissing: true,
    highFrom: 1,
    high: 'the receiver account was empty',
    low: 'the receiver account held money',
    compute: ({ receiverBalanceBeforeMinor: balance }) => (balance === null ? NaN : balance <= 0 ? 1 : 0),
  },
]

function toMajor(minor: number | null): number {
  return minor === null ? NaN : minor / MINOR_PER_MAJOR
}

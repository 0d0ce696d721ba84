/** Shapes that the pure feature functions work on. No database, no clock, no I/O in this folder. */

export const TRANSACTION_TYPES = ['CASH_IN', 'CASH_OUT', 'DEBIT', 'PAYMENT', 'TRANSFER', 'OTHER'] as const
export type TransactionType = (typeof TRANSACTION_TYPES)[number]

/** What a feature may see of a transaction: nothing that is known only after it. Money in minor units (cents). */
export interface FeatureInput {
  /** Epoch milliseconds, UTC. */
  occurredAtMs: number
  type: TransactionType
  /** Integer, >= 0. */
  amountMinor: number
  senderAccount: string
  /** Integer, may be negative (overdraft); null where not given. */
  senderBalanceBeforeMinor: number | null
  receiverAccount: string | null
  receiverBalanceBeforeMinor: number | null
}

export type EntityKind = 'account'

/** The states that a transaction reads and then moves. The same object where an account pays itself. */
export interface EntityStates<S> {
  sender: S
  receiver: S | null
}

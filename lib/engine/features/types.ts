/** Shapes that the pure feature functions work on. No database, no clock, no I/O in this folder. */

import type { AccountState } from './states/account-state'
import type { CategoryState } from './states/category-state'
import type { DeviceState } from './states/device-state'

export const TRANSACTION_TYPES = ['CASH_IN', 'CASH_OUT', 'DEBIT', 'PAYMENT', 'TRANSFER', 'OTHER'] as const
export type TransactionType = (typeof TRANSACTION_TYPES)[number]

/**
 * What a feature may see of a transaction: nothing that is known only after it. Money in minor units (cents), null
 * where not given. Ids and texts serve as keys of the history and are compared; none of them is a feature itself.
 */
export interface FeatureInput {
  /** Epoch milliseconds, UTC. */
  occurredAtMs: number
  type: TransactionType
  /** Integer, >= 0. */
  amountMinor: number
  senderAccount: string
  /** Integer, may be negative (overdraft). */
  senderBalanceBeforeMinor: number | null
  receiverAccount: string | null
  receiverBalanceBeforeMinor: number | null
  deviceId: string | null
  phone: string | null
  ip: string | null
  country: string | null
  city: string | null
  /** Degrees, WGS 84; used only where both are given. */
  latitude: number | null
  longitude: number | null
  merchantCategory: string | null
  channel: string | null
  /** Attempts declined just before this one. */
  declinedAttempts: number | null
}

/** What a transaction or a label says of the entities that take part. */
export type Parties = Pick<
  FeatureInput,
  'senderAccount' | 'receiverAccount' | 'deviceId' | 'merchantCategory'
>

/** What is known, at some later time, of an earlier transaction: it was fraud, or it was not. */
export interface Label {
  /** When the transaction happened. */
  occurredAtMs: number
  /** When the label became known; the same moment again when it is taken back. */
  arrivedAtMs: number
  isFraud: boolean
  /** What `isUnusualAmount` answered when the transaction was scored. */
  unusualAmount: boolean | null
  /** 1: the label arrives. -1: an earlier label, otherwise the same, is taken back. */
  sign: 1 | -1
}

/** A label and the entities whose states it moves. */
export interface LabelEvent extends Label, Parties {}

export const STATE_KINDS = ['account', 'device', 'merchant_category'] as const
export type StateKind = (typeof STATE_KINDS)[number]

/** The states that a transaction reads and then moves. The same object where an account pays itself. */
export interface EntityStates {
  sender: AccountState
  receiver: AccountState | null
  device: DeviceState | null
  category: CategoryState | null
}

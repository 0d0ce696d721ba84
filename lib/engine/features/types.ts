/** Types of the feature functions. This folder is pure: no database, no clock, no I/O. */

import type { AccountState } from './states/account-state'
import type { CategoryState } from './states/category-state'
import type { DeviceState } from './states/device-state'
import type { PhoneState } from './states/phone-state'

export const TRANSACTION_TYPES = ['CASH_IN', 'CASH_OUT', 'DEBIT', 'PAYMENT', 'TRANSFER', 'OTHER'] as const
export type TransactionType = (typeof TRANSACTION_TYPES)[number]

/**
 * The fields of a transaction that features can use: nothing that is known only afterwards. Money in minor units (cents);
 * null is missing. Ids and texts are keys of the states or are compared; none is a feature itself.
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
  /** Degrees, WGS 84; used only if both are present. */
  latitude: number | null
  longitude: number | null
  merchantCategory: string | null
  channel: string | null
  /** Attempts declined just before this one. */
  declinedAttempts: number | null
}

/** The entities of a transaction or label. */
export type Parties = Pick<
  FeatureInput,
  'senderAccount' | 'receiverAccount' | 'deviceId' | 'merchantCategory'
>

/** The entities of a payment: labels change no state of a phone. */
export interface PayingParties extends Parties {
  phone: string | null
}

/** Whether an earlier transaction is known to be fraud. */
export interface Label {
  /** Time of the transaction. */
  occurredAtMs: number
  /** Time at which the label arrived; a withdrawal carries the time of the label that it withdraws. */
  arrivedAtMs: number
  isFraud: boolean
  /** Result of `isUnusualAmount` when the transaction was scored. */
  unusualAmount: boolean | null
  /** 1 adds the label; -1 withdraws an earlier label that is otherwise equal. */
  sign: 1 | -1
}

/** A label and the entities whose states it updates. */
export interface LabelEvent extends Label, Parties {}

export const STATE_KINDS = ['account', 'device', 'merchant_category', 'phone'] as const
export type StateKind = (typeof STATE_KINDS)[number]

/** The states that a transaction reads and then updates. Sender and receiver can be the same object. */
export interface EntityStates {
  sender: AccountState
  receiver: AccountState | null
  device: DeviceState | null
  category: CategoryState | null
  /** Of a payment with a phone number. No feature reads it, no label changes it. */
  phone?: PhoneState | null
}

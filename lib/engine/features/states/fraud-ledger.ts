/** Known frauds among the transactions of one entity, by the day of the transaction and by the day of the label. */

import type { Label } from '../types'
import { addToWindow, DAY_MS, type BucketList } from './time-window'

/** Days in which most labels arrive: frauds among younger transactions are not known yet. */
export const MATURITY_DAYS = 7
const LONGEST_WINDOW_DAYS = 30

/** 30 whole days that are older than 7 days, those 7, and today. */
const BY_DAY = { bucketMs: DAY_MS, buckets: LONGEST_WINDOW_DAYS + MATURITY_DAYS + 1 }
/** Today and 30 whole days before. */
const BY_ARRIVAL = { bucketMs: DAY_MS, buckets: LONGEST_WINDOW_DAYS + 1 }

export interface FraudLedger {
  /** By the day of the transaction: [day, transactions, frauds known among them, ...], 38 days. */
  byDay: BucketList
  /** By the day on which the label arrived: [day, frauds, those that no unusual amount explains, ...], 31 days. */
  byArrival: BucketList
}

/** Counts a transaction of the entity: the denominator of its fraud rate. */
export function addTransaction(ledger: FraudLedger, occurredAtMs: number): void {
  addToWindow(ledger.byDay, BY_DAY, occurredAtMs, 1, 0)
}

/** Counts the label of a transaction of the entity. Legitimate labels change nothing here: few of them arrive. */
export function addLabel(ledger: FraudLedger, label: Label): void {
  if (!label.isFraud) return
  const { occurredAtMs, arrivedAtMs, sign } = label
  addToWindow(ledger.byDay, BY_DAY, occurredAtMs, 0, sign)
  addToWindow(ledger.byArrival, BY_ARRIVAL, arrivedAtMs, sign, label.unusualAmount === false ? sign : 0)
}

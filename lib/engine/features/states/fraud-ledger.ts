/** What is known of frauds among the transactions of one entity: by the day they happened, and by the day they became known. */

import type { Label } from '../types'
import { addToWindow, DAY_MS, type BucketList } from './time-window'

/** Days until a label usually has arrived: frauds among younger transactions are not yet known. */
export const MATURITY_DAYS = 7
const LONGEST_WINDOW_DAYS = 30

/** 30 whole days that are older than 7 days, those 7, and today. */
const BY_DAY = { bucketMs: DAY_MS, buckets: LONGEST_WINDOW_DAYS + MATURITY_DAYS + 1 }
/** Today and 30 whole days before. */
const BY_ARRIVAL = { bucketMs: DAY_MS, buckets: LONGEST_WINDOW_DAYS + 1 }

export interface FraudLedger {
  /** By the day of the transaction: [day, transactions, frauds known among them, ...], 38 days. */
  y: BucketList
  /** By the day on which the label arrived: [day, frauds, those that no unusual amount explains, ...], 31 days. */
  g: BucketList
}

/** A transaction of the entity: what later frauds are counted against. */
export function addTransaction(ledger: FraudLedger, occurredAtMs: number): void {
  addToWindow(ledger.y, BY_DAY, occurredAtMs, 1, 0)
}

/** A label of one of the entity's transactions. Legitimate ones change nothing here: they are rare in serving. */
export function addLabel(ledger: FraudLedger, label: Label): void {
  if (!label.isFraud) return
  const { occurredAtMs, arrivedAtMs, sign } = label
  addToWindow(ledger.y, BY_DAY, occurredAtMs, 0, sign)
  addToWindow(ledger.g, BY_ARRIVAL, arrivedAtMs, sign, label.unusualAmount === false ? sign : 0)
}

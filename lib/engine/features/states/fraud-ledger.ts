/** Known frauds of one entity, by day of the transaction and by day of the label. */

import type { Label } from '../types'
import { addToWindow, DAY_MS, type BucketList, keptWindow } from './time-window'

/** Most labels arrive within these days; many frauds of younger transactions are still unknown. */
export const MATURITY_DAYS = 7
const LONGEST_WINDOW_DAYS = 30
/** Today, the 7 days before, and the 30 days before those. */
export const LEDGER_DAYS = LONGEST_WINDOW_DAYS + MATURITY_DAYS + 1

const BY_DAY = keptWindow(DAY_MS, LEDGER_DAYS)
/** Today and the 30 whole days before. */
const BY_ARRIVAL = keptWindow(DAY_MS, LONGEST_WINDOW_DAYS + 1)

export interface FraudLedger {
  /** By day of the transaction: [day, transactions, known frauds among them, ...]. */
  byDay: BucketList
  /** By day of arrival: [day, frauds, frauds with a usual amount, ...]. */
  byArrival: BucketList
}

/** Counts a transaction in the denominator of the fraud rate. */
export function addTransaction(ledger: FraudLedger, occurredAtMs: number): void {
  addToWindow(ledger.byDay, BY_DAY, occurredAtMs, 1, 0)
}

/** Counts a fraud label. Ignores legitimate labels: few arrive, so they would not give a rate. */
export function addLabel(ledger: FraudLedger, label: Label): void {
  if (!label.isFraud) return
  const { occurredAtMs, arrivedAtMs, sign } = label
  addToWindow(ledger.byDay, BY_DAY, occurredAtMs, 0, sign)
  addToWindow(ledger.byArrival, BY_ARRIVAL, arrivedAtMs, sign, label.unusualAmount === false ? sign : 0)
}

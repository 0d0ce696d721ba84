/** Formulas over the labels that have arrived before the transaction; the states hold no others. */

import type { CategoryState } from '../states/category-state'
import { type FraudLedger, LEDGER_DAYS, MATURITY_DAYS } from '../states/fraud-ledger'
import { DAY_MS, totalInBuckets } from '../states/time-window'

/**
 * Share of known frauds among the transactions of `days` whole days that are more than 7 days old; NaN without one.
 * Excludes younger days, because many of their labels have not arrived yet.
 */
export function maturedFraudRate(ledger: FraudLedger, days: number, nowMs: number): number {
  const last = Math.floor(nowMs / DAY_MS) - MATURITY_DAYS - 1
  const first = last - days + 1
  const transactions = totalInBuckets(ledger.byDay, 1, first, last)
  if (transactions === 0) return NaN
  return Math.min(1, totalInBuckets(ledger.byDay, 2, first, last) / transactions)
}

/** Number of frauds whose label arrived today or on one of the `days` days before. */
export function fraudsArrived(ledger: FraudLedger, days: number, nowMs: number): number {
  const today = Math.floor(nowMs / DAY_MS)
  return totalInBuckets(ledger.byArrival, 1, today - days, today)
}

/** Number of frauds in `fraudsArrived` whose amount was usual for the sender. */
export function unexplainedFraudsArrived(ledger: FraudLedger, days: number, nowMs: number): number {
  const today = Math.floor(nowMs / DAY_MS)
  return totalInBuckets(ledger.byArrival, 2, today - days, today)
}

/** Days since the latest known fraud, within 38 days up to the latest entry of the ledger by now; NaN without one. */
export function daysSinceFraud(ledger: FraudLedger, nowMs: number): number {
  const today = Math.floor(nowMs / DAY_MS)
  let i = ledger.byDay.length - 3
  while (i >= 0 && ledger.byDay[i]! > today) i -= 3
  const first = ledger.byDay[i]! - LEDGER_DAYS + 1
  for (; i >= 0 && ledger.byDay[i]! >= first; i -= 3) {
    if (ledger.byDay[i + 2]! > 0) return today - ledger.byDay[i]!
  }
  return NaN
}

/** Share of frauds among the labels that arrived today or on one of the 30 days before; NaN without a label. */
export function labelledFraudRate(state: CategoryState, nowMs: number): number {
  const today = Math.floor(nowMs / DAY_MS)
  const labels = totalInBuckets(state.byArrival, 1, today - 30, today)
  return labels === 0 ? NaN : totalInBuckets(state.byArrival, 2, today - 30, today) / labels
}

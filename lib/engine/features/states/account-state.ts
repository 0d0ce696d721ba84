/** The bounded memory that one account leaves behind, as stored per tenant and account in `entity_states`. */

import type { FraudLedger } from './fraud-ledger'
import { emptyHabits, type Habits } from './habits'
import type { BucketList } from './time-window'

/**
 * One direction of an account's money. Short keys: the object is parsed from JSON on every scoring request.
 * Money in minor units, times in epoch milliseconds unless said. `f` and `l` mean nothing while `n` is 0.
 */
export interface FlowState extends FraudLedger {
  /** Payments ever. */
  n: number
  /** Amount ever; an exact integer up to 2^53, so the order of additions does not matter. */
  s: number
  /** Running mean of ln(1 + amount in major units), after Welford (1962). */
  m: number
  /** Running sum of squared deviations from that mean. */
  q: number
  /** Earliest and latest payment. */
  f: number
  l: number
  /** Last hour, last day, last seven days: see `WINDOWS`. */
  h: BucketList
  d: BucketList
  w: BucketList
  /**
   * The last 32 distinct counterparties, the most recent last: flat triples [hash, payments (at most 99), minute (since
   * the epoch) of the latest one, ...].
   */
  p: number[]
  /** Payments to or from a counterparty outside that list: the number of distinct ones, an upper bound past 32. */
  u: number
}

/** Confirmed frauds that followed each other at a receiver, without a legitimate label between them. */
export interface FraudRun {
  /** Minutes (since the epoch) at which the frauds happened, ascending; the first 32. */
  b: number[]
  /** Minute of the latest transaction that was confirmed as legitimate; 0 where there is none. */
  z: number
}

/** History of one account in both directions. Plain JSON; a round trip through JSON or jsonb changes no bit of it. */
export interface AccountState {
  /** Layout version. */
  v: 2
  sent: FlowState
  received: FlowState
  /** As a payer. */
  habits: Habits
  /** As a receiver. */
  run: FraudRun
}

/** State of an account that was never seen. */
export function emptyAccountState(): AccountState {
  return { v: 2, sent: emptyFlow(), received: emptyFlow(), habits: emptyHabits(), run: { b: [], z: 0 } }
}

function emptyFlow(): FlowState {
  return { n: 0, s: 0, m: 0, q: 0, f: 0, l: 0, u: 0, h: [], d: [], w: [], p: [], y: [], g: [] }
}

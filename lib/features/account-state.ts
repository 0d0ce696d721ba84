/** The bounded memory that one account leaves behind, as stored per tenant and account in `entity_states`. */

import type { BucketList } from './time-window'

/**
 * One direction of an account's money. Short keys: the object is parsed from JSON on every scoring request.
 * Money in minor units, times in epoch milliseconds. `f` and `l` mean nothing while `n` is 0.
 */
export interface FlowState {
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
  /** Hashes of the last 32 distinct counterparties, the most recent last. */
  p: number[]
  /** Payments to or from a counterparty outside that list: the number of distinct ones, an upper bound past 32. */
  u: number
}

/**
 * History of one account in both directions. Plain JSON; a round trip through JSON or jsonb changes no bit of it.
 * Bounded: at most 64 buckets of 3 integers and 32 hashes per direction, under 8 KB of JSON whatever happens.
 */
export interface AccountState {
  /** Layout version. */
  v: 1
  sent: FlowState
  received: FlowState
}

/** State of an account that was never seen. */
export function emptyAccountState(): AccountState {
  return { v: 1, sent: emptyFlow(), received: emptyFlow() }
}

function emptyFlow(): FlowState {
  return { n: 0, s: 0, m: 0, q: 0, f: 0, l: 0, h: [], d: [], w: [], p: [], u: 0 }
}

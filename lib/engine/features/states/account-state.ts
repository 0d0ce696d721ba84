/** The bounded state of one account, stored per tenant and account in `entity_states`. */

import type { EarlierTimes } from './earlier-times'
import type { FraudLedger } from './fraud-ledger'
import { emptyFraudRun, type FraudRun, fraudRunLayout } from './fraud-run'
import { emptyHabits, type Habits, habitsLayout } from './habits'
import type { Layout } from './state-layout'
import type { RecentPayments } from './recent-payments'
import type { BucketList } from './time-window'

/** Payments of an account in one direction. Money in minor units, times in epoch milliseconds unless stated. */
export interface FlowState extends FraudLedger {
  /** Number of all payments. */
  count: number
  /** Sum of all payments; an exact integer up to 2^53, so the order of additions does not matter. */
  totalMinor: number
  /** Running mean of ln(1 + amount in major units), after Welford (1962). */
  logMean: number
  /** Running sum of squared deviations from that mean. */
  logSquares: number
  /** Times of the earliest and latest payment; undefined meaning while `count` is 0. */
  firstMs: number
  latestMs: number
  /** Distinct counterparties; above 32 an upper bound, because a counterparty dropped from `peers` counts again. */
  distinctPeers: number
  /** Counts and sums per window of `WINDOWS`. */
  lastHour: BucketList
  lastDay: BucketList
  lastWeek: BucketList
  /**
   * The last 32 distinct counterparties, most recent last: flat triples [hash, payments (at most 99), minute of the latest
   * payment since the epoch, ...].
   */
  peers: number[]
  /** The last 8 payments by their own time; empty in a state of layout 2. */
  recent: RecentPayments
}

/** State of one account in both directions. */
export interface AccountState {
  sent: FlowState
  received: FlowState
  /** Habits as a sender. */
  habits: Habits
  /** Confirmed frauds as a receiver. */
  fraudRun: FraudRun
  /** Times of payments sent before those of `sent.recent`; empty in a state of layouts before 5. */
  earlierSent: EarlierTimes
}

/** State of a new account. */
export function emptyAccountState(): AccountState {
  return {
    sent: emptyFlow(),
    received: emptyFlow(),
    habits: emptyHabits(),
    fraudRun: emptyFraudRun(),
    earlierSent: [],
  }
}

function emptyFlow(): FlowState {
  return {
    count: 0,
    totalMinor: 0,
    logMean: 0,
    logSquares: 0,
    firstMs: 0,
    latestMs: 0,
    distinctPeers: 0,
    lastHour: [],
    lastDay: [],
    lastWeek: [],
    peers: [],
    byDay: [],
    byArrival: [],
    recent: [],
  }
}

export const accountLayout: Layout<AccountState> = (stream, account) => ({
  sent: flowLayout(stream.section('sent'), account.sent),
  received: flowLayout(stream.section('received'), account.received),
  habits: habitsLayout(stream.section('habits'), account.habits),
  fraudRun: fraudRunLayout(stream.section('run'), account.fraudRun),
  earlierSent: stream.ascendingSince(5, account.earlierSent),
})

const flowLayout: Layout<FlowState> = (stream, flow) => ({
  count: stream.number(flow.count, 'n'),
  totalMinor: stream.number(flow.totalMinor, 's'),
  logMean: stream.number(flow.logMean, 'm'),
  logSquares: stream.number(flow.logSquares, 'q'),
  firstMs: stream.number(flow.firstMs, 'f'),
  latestMs: stream.number(flow.latestMs, 'l'),
  distinctPeers: stream.number(flow.distinctPeers, 'u'),
  lastHour: stream.list(flow.lastHour, 'h'),
  lastDay: stream.list(flow.lastDay, 'd'),
  lastWeek: stream.list(flow.lastWeek, 'w'),
  peers: stream.list(flow.peers, 'p'),
  byDay: stream.list(flow.byDay, 'y'),
  byArrival: stream.list(flow.byArrival, 'g'),
  recent: stream.listSince(3, flow.recent),
})

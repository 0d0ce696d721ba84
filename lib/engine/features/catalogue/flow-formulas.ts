/** Formulas over the payments of an account in one direction, shared by the sender and receiver families. */

import type { FlowState } from '../states/account-state'
import {
  countInWindow,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  sumInWindow,
  totalInBuckets,
  WINDOWS,
} from '../states/time-window'
import { MINOR_PER_MAJOR } from './feature-definition'

/** Lower bound of the standard deviation of log amounts (about 10 %): also regular payments vary a little. */
const SMALLEST_SPREAD = 0.1

export type WindowKey = keyof typeof WINDOWS

export function countIn(flow: FlowState, window: WindowKey, nowMs: number): number {
  return countInWindow(flow[window], WINDOWS[window], nowMs)
}

/** Sum in a window, in major units. */
export function amountIn(flow: FlowState, window: WindowKey, nowMs: number): number {
  return sumInWindow(flow[window], WINDOWS[window], nowMs) / MINOR_PER_MAJOR
}

/** Hours since the latest payment; 0 for a transaction that arrives late and is older. */
export function hoursSinceLast(flow: FlowState, nowMs: number): number {
  return flow.count === 0 ? NaN : Math.max(0, nowMs - flow.latestMs) / HOUR_MS
}

/** Mean amount in minor units; the flow must have a payment. */
export function meanAmountMinor(flow: FlowState): number {
  return flow.totalMinor / flow.count
}

export function meanLogAmount(flow: FlowState): number {
  return flow.count === 0 ? NaN : flow.logMean
}

/** Sample standard deviation of ln(1 + amount in major units); needs two payments. */
export function spreadOfLogAmounts(flow: FlowState): number {
  return flow.count < 2 ? NaN : Math.sqrt(flow.logSquares / (flow.count - 1))
}

export function zScoreOfLogAmount(flow: FlowState, amountMinor: number): number {
  const deviation = Math.log1p(amountMinor / MINOR_PER_MAJOR) - flow.logMean
  return deviation / Math.max(spreadOfLogAmounts(flow), SMALLEST_SPREAD)
}

/** Days since the first payment in either direction; NaN without one. */
export function ageDays(sent: FlowState, received: FlowState, nowMs: number): number {
  const firstSent = sent.count === 0 ? Infinity : sent.firstMs
  const firstReceived = received.count === 0 ? Infinity : received.firstMs
  const first = Math.min(firstSent, firstReceived)
  return first === Infinity ? NaN : Math.max(0, nowMs - first) / DAY_MS
}

/**
 * Payments per day over the 30 whole days before today, or since the day of the first payment if that is later; at least
 * 1/30. NaN on the first day of an account.
 */
export function paymentsPerDay(flow: FlowState, nowMs: number): number {
  const today = Math.floor(nowMs / DAY_MS)
  const days = Math.min(30, today - Math.floor(flow.firstMs / DAY_MS))
  if (flow.count === 0 || days <= 0) return NaN
  return Math.max(totalInBuckets(flow.byDay, 1, today - days, today - 1) / days, 1 / 30)
}

/** Distinct counterparties of the last 24 hours, to the minute, among the 32 stored ones. */
export function peersInLastDay(flow: FlowState, nowMs: number): number {
  const now = Math.floor(nowMs / MINUTE_MS)
  const dayAgo = now - DAY_MS / MINUTE_MS
  let peers = 0
  for (let i = 2; i < flow.peers.length; i += 3) {
    const minute = flow.peers[i]!
    if (minute > dayAgo && minute <= now) peers += 1
  }
  return peers
}

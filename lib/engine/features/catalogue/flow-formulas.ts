/** Formulas over the payments of an account in one direction, shared by the sender and receiver families. */

import { MAX_AHEAD_MS } from '@/lib/contract/time-bounds'
import type { FlowState } from '../states/account-state'
import { firstAfter } from '../states/recent-payments'
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  newestBucketEnd,
  totalInBuckets,
  totalInWindow,
  WINDOWS,
} from '../states/time-window'
import { MINOR_PER_MAJOR } from './feature-definition'

/** Lower bound of the standard deviation of log amounts (about 10 %): also regular payments vary a little. */
const SMALLEST_SPREAD = 0.1

export type WindowKey = keyof typeof WINDOWS
const WINDOW_KEYS = Object.keys(WINDOWS) as WindowKey[]

export function countIn(flow: FlowState, window: WindowKey, nowMs: number): number {
  return totalInWindow(flow[window], 1, WINDOWS[window], nowMs, flow)
}

/** Sum in a window, in major units. */
export function amountIn(flow: FlowState, window: WindowKey, nowMs: number): number {
  return totalInWindow(flow[window], 2, WINDOWS[window], nowMs, flow) / MINOR_PER_MAJOR
}

/** Hours since the latest payment before `nowMs`; NaN without one. */
export function hoursSinceLast(flow: FlowState, nowMs: number): number {
  if (flow.count === 0 || flow.firstMs > nowMs) return NaN
  const lastMs = flow.latestMs <= nowMs ? flow.latestMs : latestBefore(flow, nowMs)
  return (nowMs - lastMs) / HOUR_MS
}

/** The latest payment by `nowMs` of a flow that has later ones: exact among the recent ones, else the end of its bucket. */
function latestBefore(flow: FlowState, nowMs: number): number {
  const later = firstAfter(flow.recent, nowMs)
  if (later > 0) return flow.recent[later - 2]!
  const ends = WINDOW_KEYS.map((window) => newestBucketEnd(flow[window], WINDOWS[window], nowMs))
  const end = Math.min(...ends)
  return end === Infinity ? flow.firstMs : Math.min(nowMs, end)
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

/** Days since the first payment in either direction; NaN without one by `nowMs`. */
export function ageDays(sent: FlowState, received: FlowState, nowMs: number): number {
  const firstSent = sent.count === 0 ? Infinity : sent.firstMs
  const firstReceived = received.count === 0 ? Infinity : received.firstMs
  const first = Math.min(firstSent, firstReceived)
  return first > nowMs ? NaN : (nowMs - first) / DAY_MS
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

/**
 * Distinct counterparties, among the 32 stored ones, whose latest payment was in the last 24 hours, to the minute. Counts
 * one whose latest payment is ahead of the clock: it has arrived.
 */
export function peersInLastDay(flow: FlowState, nowMs: number): number {
  const now = Math.floor(nowMs / MINUTE_MS)
  const dayAgo = now - DAY_MS / MINUTE_MS
  const last = now + MAX_AHEAD_MS / MINUTE_MS
  let peers = 0
  for (let i = 2; i < flow.peers.length; i += 3) {
    const minute = flow.peers[i]!
    if (minute > dayAgo && minute <= last) peers += 1
  }
  return peers
}

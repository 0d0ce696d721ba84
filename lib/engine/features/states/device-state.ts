import type { EarlierTimes } from './earlier-times'
import type { FraudLedger } from './fraud-ledger'
import type { Layout } from './state-layout'
import type { RecentPayments } from './recent-payments'
import type { BucketList } from './time-window'

/** The bounded state of one device. Times in epoch milliseconds. */
export interface DeviceState extends FraudLedger {
  /** Number of all payments. */
  count: number
  /** Times of the earliest and latest payment; undefined meaning while `count` is 0. */
  firstMs: number
  latestMs: number
  /** Payments of the last day, by hour. */
  lastDay: BucketList
  /** Hashes of the last 16 distinct sender accounts, most recent last. */
  accounts: number[]
  /** The last 8 payments by their own time; empty in a state of layout 1. */
  recent: RecentPayments
  /** Times of payments before those of `recent`; empty in a state of layouts before 3. */
  earlier: EarlierTimes
}

/** State of a new device. */
export function emptyDeviceState(): DeviceState {
  return {
    count: 0,
    firstMs: 0,
    latestMs: 0,
    lastDay: [],
    accounts: [],
    byDay: [],
    byArrival: [],
    recent: [],
    earlier: [],
  }
}

export const deviceLayout: Layout<DeviceState> = (stream, device) => ({
  count: stream.number(device.count, 'n'),
  firstMs: stream.number(device.firstMs, 'f'),
  latestMs: stream.number(device.latestMs, 'l'),
  lastDay: stream.list(device.lastDay, 'd'),
  accounts: stream.list(device.accounts, 'a'),
  byDay: stream.list(device.byDay, 'y'),
  byArrival: stream.list(device.byArrival, 'g'),
  recent: stream.listSince(2, device.recent),
  earlier: stream.ascendingSince(3, device.earlier),
})

import type { FraudLedger } from './fraud-ledger'
import type { BucketList } from './time-window'

/** The bounded memory of one device. Plain JSON with short keys; times in epoch milliseconds. */
export interface DeviceState extends FraudLedger {
  /** Layout version. */
  v: 1
  /** Payments ever, the earliest and the latest; `f` and `l` mean nothing while `n` is 0. */
  n: number
  f: number
  l: number
  /** Last day, by hour. */
  d: BucketList
  /** Hashes of the last 16 distinct accounts that paid from it, the most recent last. */
  a: number[]
}

/** State of a device that was never seen. */
export function emptyDeviceState(): DeviceState {
  return { v: 1, n: 0, f: 0, l: 0, d: [], a: [], y: [], g: [] }
}

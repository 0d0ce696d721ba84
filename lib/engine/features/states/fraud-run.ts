import type { Label } from '../types'
import type { Layout } from './state-layout'
import { MINUTE_MS } from './time-window'

const MAX_RUN = 32

/** Consecutive confirmed frauds at a receiver, without a legitimate label between them. */
export interface FraudRun {
  /** Times of the first 32 frauds, in minutes since the epoch, ascending. */
  fraudMinutes: number[]
  /** Minute of the latest transaction that was confirmed as legitimate; 0 if there is none. */
  legitimateMinute: number
}

export const emptyFraudRun = (): FraudRun => ({ fraudMinutes: [], legitimateMinute: 0 })

export const fraudRunLayout: Layout<FraudRun> = (stream, run) => ({
  fraudMinutes: stream.list(run.fraudMinutes, 'b'),
  legitimateMinute: stream.number(run.legitimateMinute, 'z'),
})

/**
 * Updates the run for one label, in place. Adds a fraud unless a later transaction is known to be legitimate. A legitimate
 * label removes all frauds up to its transaction; its withdrawal does not restore them. A withdrawn fraud is removed.
 */
export function updateFraudRun(run: FraudRun, { occurredAtMs, isFraud, sign }: Label): void {
  const { fraudMinutes } = run
  const minute = Math.floor(occurredAtMs / MINUTE_MS)
  if (!isFraud && sign === 1) {
    run.legitimateMinute = Math.max(run.legitimateMinute, minute)
    while (fraudMinutes.length > 0 && fraudMinutes[0]! <= minute) fraudMinutes.shift()
  } else if (isFraud && sign === -1) {
    const at = fraudMinutes.indexOf(minute)
    if (at >= 0) fraudMinutes.splice(at, 1)
  } else if (isFraud && minute > run.legitimateMinute) {
    let at = fraudMinutes.length
    while (at > 0 && fraudMinutes[at - 1]! > minute) at -= 1
    fraudMinutes.splice(at, 0, minute)
    if (fraudMinutes.length > MAX_RUN) fraudMinutes.pop()
  }
}

import type { Label } from '../types'
import type { Layout } from './state-layout'
import { MINUTE_MS } from './time-window'

const MAX_FRAUDS = 32
const MAX_EARLIER = 7

/**
 * Consecutive confirmed frauds at a receiver, without a legitimate label between them. A function of the labels in force,
 * within the stated bounds. Times are minutes since the epoch; lists ascend.
 */
export interface FraudRun {
  /** The first 32 frauds after the latest transaction that was confirmed as legitimate. */
  fraudMinutes: number[]
  /** That transaction; 0 if there is none. */
  legitimateMinute: number
  /** The last 7 legitimate transactions before it: they count again when labels are withdrawn. */
  earlierLegitimateMinutes: number[]
  /** The last 32 frauds up to it, for the same reason. */
  endedFraudMinutes: number[]
}

export const emptyFraudRun = (): FraudRun => ({
  fraudMinutes: [],
  legitimateMinute: 0,
  earlierLegitimateMinutes: [],
  endedFraudMinutes: [],
})

export const fraudRunLayout: Layout<FraudRun> = (stream, run) => ({
  fraudMinutes: stream.list(run.fraudMinutes, 'b'),
  legitimateMinute: stream.number(run.legitimateMinute, 'z'),
  earlierLegitimateMinutes: stream.listSince(4, run.earlierLegitimateMinutes),
  endedFraudMinutes: stream.listSince(4, run.endedFraudMinutes),
})

/** Updates the run for one label, in place. A legitimate label ends the run; its withdrawal restores what it ended. */
export function updateFraudRun(run: FraudRun, { occurredAtMs, isFraud, sign }: Label): void {
  const minute = Math.floor(occurredAtMs / MINUTE_MS)
  if (isFraud) {
    const frauds = minute > run.legitimateMinute ? run.fraudMinutes : run.endedFraudMinutes
    if (sign === -1) remove(frauds, minute)
    else insert(frauds, minute)
  } else {
    const legitimate = run.earlierLegitimateMinutes
    if (run.legitimateMinute > 0) legitimate.push(run.legitimateMinute)
    if (sign === -1) remove(legitimate, minute)
    else insert(legitimate, minute)
    run.legitimateMinute = legitimate.pop() ?? 0
    divideFrauds(run)
  }
  run.fraudMinutes.splice(MAX_FRAUDS)
  keepLast(run.endedFraudMinutes, MAX_FRAUDS)
  keepLast(run.earlierLegitimateMinutes, MAX_EARLIER)
}

/** Divides the frauds anew at the latest legitimate transaction. */
function divideFrauds({ fraudMinutes, endedFraudMinutes, legitimateMinute }: FraudRun): void {
  while (fraudMinutes.length > 0 && fraudMinutes[0]! <= legitimateMinute)
    endedFraudMinutes.push(fraudMinutes.shift()!)
  while (endedFraudMinutes.length > 0 && endedFraudMinutes.at(-1)! > legitimateMinute)
    fraudMinutes.unshift(endedFraudMinutes.pop()!)
}

function insert(minutes: number[], minute: number): void {
  let at = minutes.length
  while (at > 0 && minutes[at - 1]! > minute) at -= 1
  minutes.splice(at, 0, minute)
}

function remove(minutes: number[], minute: number): void {
  const at = minutes.indexOf(minute)
  if (at >= 0) minutes.splice(at, 1)
}

function keepLast(minutes: number[], count: number): void {
  if (minutes.length > count) minutes.splice(0, minutes.length - count)
}

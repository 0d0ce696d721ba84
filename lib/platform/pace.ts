import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** Long enough to see whether the event loop has other work. */
const LOOK_MS = 5
/** A rest is looked at again after this time. */
const SLICE_MS = 25
/** From this share of its time on, the event loop counts as busy. */
const BUSY = 0.2

/** Does nothing for some milliseconds, and tells whether requests or other work kept the event loop busy meanwhile. */
export async function isBusy(ms = LOOK_MS): Promise<boolean> {
  const before = performance.eventLoopUtilization()
  await sleep(ms)
  return performance.eventLoopUtilization(before).utilization >= BUSY
}

/**
 * Rests after a piece of background work, so that requests of the same process go first: while they keep the event loop busy, the work gets
 * about `share` of the time; while nothing else happens, almost all of it.
 * @param workMs how long the piece took
 */
export async function rest(workMs: number, share: number): Promise<void> {
  const end = performance.now() + workMs * (1 / share - 1)
  while ((await isBusy(SLICE_MS)) && performance.now() < end);
}

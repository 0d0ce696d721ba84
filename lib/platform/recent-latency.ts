import { monotonicMs } from './time'
import { singleton } from './singleton'

const WINDOW_MS = 5 * 60_000
/** The newest measurements. Under load they cover less than the window. */
const KEPT = 1_024

/** Recent latency of single scores in this process, for the figure in the top bar. */
const recent = singleton('recent-latency', () => ({
  at: new Float64Array(KEPT).fill(-Infinity),
  ms: new Float64Array(KEPT),
  next: 0,
}))

export function recordLatency(ms: number, nowMs = monotonicMs()): void {
  recent.at[recent.next] = nowMs
  recent.ms[recent.next] = ms
  recent.next = (recent.next + 1) % KEPT
}

/** The median in milliseconds of the last five minutes (the newest 1,024 at most); null without a score in them. */
export function recentMedianMs(nowMs = monotonicMs()): number | null {
  const ms = recent.ms.filter((_, i) => (recent.at[i] as number) >= nowMs - WINDOW_MS).sort()
  if (ms.length === 0) return null
  const middle = ms.length >> 1
  const upper = ms[middle] as number
  return ms.length % 2 === 1 ? upper : ((ms[middle - 1] as number) + upper) / 2
}

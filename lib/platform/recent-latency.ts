import { LRUCache } from 'lru-cache'
import { monotonicMs } from './time'
import { singleton } from './singleton'

const WINDOW_MS = 5 * 60_000
/** The newest measurements of a tenant. Under load they cover less than the window. */
const KEPT = 256
/** Tenants whose measurements are kept: 4 KB each. */
const MAX_TENANTS = 1_000

const createRing = () => ({
  at: new Float64Array(KEPT).fill(-Infinity),
  ms: new Float64Array(KEPT),
  next: 0,
})

/** Recent latency of single scores in this process per tenant, for the figure in the top bar. */
const recent = singleton(
  'recent-latency',
  () => new LRUCache<string, ReturnType<typeof createRing>>({ max: MAX_TENANTS }),
)

export function recordLatency(tenantId: string, ms: number, nowMs = monotonicMs()): void {
  let ring = recent.get(tenantId)
  if (!ring) recent.set(tenantId, (ring = createRing()))
  ring.at[ring.next] = nowMs
  ring.ms[ring.next] = ms
  ring.next = (ring.next + 1) % KEPT
}

/** The tenant's median in milliseconds of the last five minutes (the newest 256 at most); null without a score in them. */
export function recentMedianMs(tenantId: string, nowMs = monotonicMs()): number | null {
  const ring = recent.get(tenantId)
  const ms = ring?.ms.filter((_, i) => (ring.at[i] as number) >= nowMs - WINDOW_MS).sort()
  if (!ms?.length) return null
  const middle = ms.length >> 1
  const upper = ms[middle] as number
  return ms.length % 2 === 1 ? upper : ((ms[middle - 1] as number) + upper) / 2
}

import { LRUCache } from 'lru-cache'
import { singleton } from '@/lib/platform/singleton'

const told = () =>
  singleton('auth.once-a-minute', () => new LRUCache<string, true>({ max: 10_000, ttl: 60_000 }))

/** True the first time in a minute, per process, so that repeated calls do not fill the audit log. */
export function firstInAMinute(key: string): boolean {
  if (told().has(key)) return false
  told().set(key, true)
  return true
}

import { listen, type Listening } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { singleton } from '@/lib/platform/singleton'
import { type LiveMessage, parseNotification } from './message'

const CHANNEL = 'sentinel_live'

export interface Subscriber {
  hear(message: LiveMessage): unknown
  /** Events may have been missed. */
  lapse(): unknown
}

export interface Hub {
  /** From when this resolves, the subscriber hears every event of the tenant. Returns how to end it. */
  subscribe(tenantId: string, subscriber: Subscriber): Promise<() => void>
  /** Hears every event of every tenant from when the connection is open, but those of a gap. Returns how to end it. */
  watch(hear: (tenantId: string, message: LiveMessage) => void): () => void
}

/** What the database announces, fanned out in this process: one connection, however many streams. */
export function createHub(): Hub {
  const byTenant = new Map<string, Set<Subscriber>>()
  const watchers = new Set<(tenantId: string, message: LiveMessage) => void>()
  let listening: Listening | null = null

  function hear(text: string): void {
    const heard = parseNotification(text)
    if (!heard) return log.warn({ channel: CHANNEL }, 'a live event could not be parsed')
    for (const watcher of watchers) watcher(heard.tenantId, heard.message)
    for (const subscriber of byTenant.get(heard.tenantId) ?? []) subscriber.hear(heard.message)
  }
  function lapse(): void {
    for (const subscribers of byTenant.values()) for (const subscriber of subscribers) subscriber.lapse()
  }

  const open = (): Listening => (listening ??= listen(CHANNEL, { payload: hear, gap: lapse }))

  return {
    watch(watcher) {
      open()
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    async subscribe(tenantId, subscriber) {
      await open().ready()
      const subscribers = byTenant.get(tenantId) ?? new Set()
      byTenant.set(tenantId, subscribers.add(subscriber))
      return () => {
        subscribers.delete(subscriber)
        if (subscribers.size === 0 && byTenant.get(tenantId) === subscribers) byTenant.delete(tenantId)
      }
    },
  }
}

export const processHub = (): Hub => singleton('live.hub', createHub)

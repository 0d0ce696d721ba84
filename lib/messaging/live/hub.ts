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
}

/** What the database announces, fanned out in this process: one connection, however many streams. */
export function createHub(): Hub {
  const byTenant = new Map<string, Set<Subscriber>>()
  let listening: Listening | null = null

  function hear(text: string): void {
    const heard = parseNotification(text)
    if (!heard) return log.warn({ channel: CHANNEL }, 'a live event could not be parsed')
    for (const subscriber of byTenant.get(heard.tenantId) ?? []) subscriber.hear(heard.message)
  }
  function lapse(): void {
    for (const subscribers of byTenant.values()) for (const subscriber of subscribers) subscriber.lapse()
  }

  return {
    async subscribe(tenantId, subscriber) {
      listening ??= listen(CHANNEL, { payload: hear, gap: lapse })
      await listening.ready()
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

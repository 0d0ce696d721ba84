import type { Context } from '@/lib/contract/context'
import type { ResumePoint } from './event-id'
import type { Hub, Subscriber } from './hub'
import { concerns, type LiveMessage } from './message'
import { type Missed, readMissed } from './read-missed'

export interface Following {
  missed: Missed
  /** From now on the subscriber hears; first, at once, what came since the missed ones were read. */
  attach(subscriber: Subscriber): void
  stop(): void
}

/** Every event since `from` that concerns the user, without a gap between stored and live events. */
export async function followTenant(ctx: Context, from: ResumePoint, hub: Hub): Promise<Following> {
  const waiting: LiveMessage[] = []
  let lapsed = false
  let attached: Subscriber = { hear: (message) => waiting.push(message), lapse: () => (lapsed = true) }
  const stop = await hub.subscribe(ctx.tenant.id, {
    hear: (message) => concerns(message, ctx.actor.id) && attached.hear(message),
    lapse: () => attached.lapse(),
  })
  try {
    const missed = await readMissed(ctx, from, Date.now())
    return {
      missed,
      attach(subscriber) {
        attached = subscriber
        if (lapsed) subscriber.lapse()
        waiting.forEach((message) => subscriber.hear(message))
      },
      stop,
    }
  } catch (error) {
    stop()
    throw error
  }
}

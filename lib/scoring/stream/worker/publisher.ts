import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { publishWaiting, type Waiting } from '../outbox'
import type { StreamSettings } from '../settings'
import type { Clients } from './clients'
import type { Tenants } from './tenants'

/** What a failure or another worker has left is found after this time. */
const SWEEP_MS = 5_000
const RETRY_MS = 1_000
/** Characters of one request: Kafka accepts a megabyte per partition by default. */
const MAX_REQUEST = 400_000

export interface Publisher {
  /** Something waits for this tenant. */
  wake(tenantId: string): void
  /** Ends after what is under way. */
  stop(): Promise<void>
}

interface Message {
  topic: string
  key: string
  value: string
}

/** Publishes what waits, for each tenant one request after the other, so that decisions keep their order. */
export function startPublisher(
  { producer }: Clients,
  settings: StreamSettings,
  { slugs }: Tenants,
): Publisher {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = new Map<string, Promise<void>>()
  const woken = new Set<string>()

  const publish = (slug: string) => async (waiting: Waiting) => {
    for (const messages of requestsOf(messagesOf(slug, settings, waiting))) await producer.send({ messages })
  }

  async function run(tenantId: string): Promise<void> {
    const send = publish(slugs.get(tenantId)!)
    while (woken.delete(tenantId) && !signal.aborted) {
      try {
        while ((await publishWaiting(tenantId, send)) && !signal.aborted);
      } catch (error) {
        metrics.streamRetries.inc({ what: 'publishing' })
        log.warn({ err: error, tenantId }, 'decisions could not be published')
        woken.add(tenantId)
        await wait(RETRY_MS, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  function wake(tenantId: string): void {
    woken.add(tenantId)
    if (running.has(tenantId)) return
    const end = () => {
      running.delete(tenantId)
      if (woken.has(tenantId) && !signal.aborted) wake(tenantId)
    }
    running.set(tenantId, run(tenantId).finally(end))
  }

  const wakeAll = () => [...slugs.keys()].forEach(wake)
  const timer = setInterval(wakeAll, SWEEP_MS)
  wakeAll()
  return {
    wake,
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await Promise.all(running.values())
    },
  }
}

const messagesOf = (
  slug: string,
  settings: StreamSettings,
  { decisions, deadLetters }: Waiting,
): Message[] => [
  ...decisions.map((decision) => ({ topic: settings.decisionsOf(slug), ...decision })),
  ...deadLetters.map((letter) => ({
    topic: settings.deadLettersOf(slug),
    key: `${letter.topic}:${letter.partition}`,
    value: JSON.stringify(letter),
  })),
]

/** The messages in requests that Kafka accepts, in their order. */
function requestsOf(messages: readonly Message[]): Message[][] {
  const requests: Message[][] = []
  let size = Infinity
  for (const message of messages) {
    size += message.value.length
    if (size > MAX_REQUEST) {
      requests.push([])
      size = message.value.length
    }
    requests.at(-1)!.push(message)
  }
  return requests
}

import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { publishDeadLetters } from '../publishing/publish-dead-letters'
import { publishDecisions } from '../publishing/publish-decisions'
import type { Rest } from '../publishing/publish-line'
import type { DeadLetterMessage } from '../schema'
import type { StreamSettings } from '../settings'
import type { Clients } from './clients'
import type { Tenants } from './tenants'

/** What a failure or another worker has left is found after this time. */
const SWEEP_MS = 5_000
const RETRY_MS = 1_000
/** Until another worker has published what it took. */
const ELSEWHERE_MS = 50
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

/** Publishes some of what waits for a tenant. */
type Publish = (tenantId: string) => Promise<Rest>

/**
 * Publishes what waits, for each tenant one request after the other, so that decisions keep their order. Dead letters go their
 * own way: decisions do not wait for a topic of dead letters that is missing.
 */
export function startPublisher(
  { producer }: Pick<Clients, 'producer'>,
  settings: Pick<StreamSettings, 'decisionsOf' | 'deadLettersOf'>,
  { slugs }: Pick<Tenants, 'slugs'>,
): Publisher {
  const stopping = new AbortController()
  const { signal } = stopping
  const slugOf = (tenantId: string) => slugs.get(tenantId)!

  const send = async (messages: readonly Message[]) => {
    for (const request of requestsOf(messages)) await producer.send({ messages: request })
  }
  const decisions: Publish = (tenantId) => {
    const topic = settings.decisionsOf(slugOf(tenantId))
    return publishDecisions(tenantId, (found) => send(found.map((decision) => ({ topic, ...decision }))))
  }
  const deadLetters: Publish = (tenantId) => {
    const topic = settings.deadLettersOf(slugOf(tenantId))
    return publishDeadLetters(tenantId, (found) => send(found.map((letter) => messageOf(topic, letter))))
  }
  const lines = [startLine(decisions, signal), startLine(deadLetters, signal)]

  const wake = (tenantId: string) => lines.forEach((line) => line.wake(tenantId))
  const wakeAll = () => [...slugs.keys()].forEach(wake)
  const timer = setInterval(wakeAll, SWEEP_MS)
  wakeAll()
  return {
    wake,
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await Promise.all(lines.map((line) => line.ended()))
    },
  }
}

/** Publishes for each tenant that is woken until nothing waits, again after a failure. */
function startLine(publish: Publish, signal: AbortSignal) {
  const running = new Map<string, Promise<void>>()
  const woken = new Set<string>()
  const pause = (ms: number) => wait(ms, undefined, { signal }).catch(() => undefined)

  async function run(tenantId: string): Promise<void> {
    while (woken.delete(tenantId) && !signal.aborted) {
      try {
        for (let rest: Rest = 'more'; rest !== 'nothing' && !signal.aborted;) {
          rest = await publish(tenantId)
          if (rest === 'elsewhere') await pause(ELSEWHERE_MS)
        }
      } catch (error) {
        metrics.streamRetries.inc({ what: 'publishing' })
        log.warn({ err: error, tenantId }, 'messages could not be published')
        woken.add(tenantId)
        await pause(RETRY_MS)
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
  return { wake, ended: () => Promise.all(running.values()) }
}

const messageOf = (topic: string, letter: DeadLetterMessage): Message => ({
  topic,
  key: `${letter.topic}:${letter.partition}`,
  value: JSON.stringify(letter),
})

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

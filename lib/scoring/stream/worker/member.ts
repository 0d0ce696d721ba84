import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { monotonicMs } from '@/lib/platform/time'
import { type Assigned, assign } from './assigned-partitions'
import { findTopics, type FoundTopics, isDifferent } from './readable-topics'
import type { Session } from './session'

/** Before a partition is taken again that another worker has taken: for a moment both can believe that it is theirs. */
const AGAIN_MS = 1_000
/** Between two looks at the topics, and while one of them is missing. */
const LOOK_MS = 10_000
const LOOK_FOR_MISSING_MS = 2_000

/** This worker as a member of the group. */
export interface Member {
  /** What it reads now; takes partitions that the group has given it since. @throws the failure of the membership */
  partitions(): Promise<readonly Assigned[]>
  /** Stops reading a partition; it is taken again after a second if it is still this worker's. */
  giveUp(partition: Assigned): void
  /** Stops reading a topic that Kafka no longer has, or not under this id, until the topics are looked at again. */
  leaveTopic(partition: Assigned, reason: string): void
}

interface Place {
  topic: string
  partition: number
}
const isSame = (one: Place, other: Place): boolean =>
  one.topic === other.topic && one.partition === other.partition

/** Joins with the topics that can be read. One that is missing stops no other: the member joins again once it is there. */
export async function joinGroup({ clients, settings, tenants }: Session): Promise<Member> {
  const { consumer } = clients
  const names = [...settings.tenantOf.keys()]
  let wanted: Place[] = []
  let held: readonly Assigned[] = []
  let failure: Error | null = null
  let takeFrom = 0
  let topics: FoundTopics = { readable: new Map(), missing: new Map() }
  const left = new Set<string>()
  let looking: Promise<void> | null = null
  let lookFrom = 0

  consumer.on('consumer:group:join', ({ assignments = [] }) => {
    wanted = assignments.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition })),
    )
  })
  consumer.on('error', (error: Error) => (failure = error))
  // The client sends no heartbeat after one that failed, and says nothing more: the group would go on without this worker.
  consumer.on('consumer:heartbeat:error', ({ error }) => (failure = error))

  async function look(): Promise<void> {
    const before = topics
    topics = await findTopics(clients, names)
    left.clear()
    lookFrom = monotonicMs() + (topics.missing.size > 0 ? LOOK_FOR_MISSING_MS : LOOK_MS)
    metrics.streamMissingTopics.set(topics.missing.size)
    for (const [topic, reason] of topics.missing) {
      if (before.missing.get(topic) !== reason) log.error({ topic, reason }, 'the topic cannot be read')
    }
    if (!isDifferent(before.readable, topics.readable)) return
    consumer.topics.clear()
    consumer.topics.trackAll(...topics.readable.keys())
    if (topics.readable.size > 0) await consumer.joinGroup({})
  }

  function lookInBackground(): void {
    if (looking || monotonicMs() < lookFrom) return
    looking = look()
      .catch((error: Error) => void (failure = error))
      .finally(() => (looking = null))
  }

  /** Other members may know of topics or partitions that this one has not seen yet. */
  const isReadable = ({ topic, partition }: Place): boolean =>
    !left.has(topic) && partition < (topics.readable.get(topic)?.partitions ?? 0)
  const isOfTopic = ({ topic, claim }: Assigned): boolean => topics.readable.get(topic)?.id === claim.topicId

  function giveUp(partition: Assigned): void {
    held = held.filter((one) => one !== partition)
    takeFrom = monotonicMs() + AGAIN_MS
  }

  await look()
  return {
    async partitions() {
      if (failure) throw failure
      lookInBackground()
      const own = wanted.filter(isReadable)
      const kept = held.filter((one) => isOfTopic(one) && own.some((place) => isSame(place, one)))
      const missing = own.filter((place) => !kept.some((one) => isSame(place, one)))
      if (missing.length === 0 || monotonicMs() < takeFrom) return (held = kept)
      const taken = await Promise.all(
        missing.map(({ topic, partition }) => {
          const place = { topic, partition, tenantId: tenants.idOf(topic), group: settings.group }
          return assign(clients, place, topics.readable.get(topic)!.id)
        }),
      )
      return (held = [...kept, ...taken])
    },
    giveUp,
    leaveTopic(partition, reason) {
      giveUp(partition)
      const { topic } = partition
      // Another partition may have said so before; the topics may have been looked at since.
      if (left.has(topic) || !isOfTopic(partition)) return
      log.warn({ topic, reason }, 'the topic can no longer be read')
      left.add(topic)
      lookFrom = 0
    },
  }
}

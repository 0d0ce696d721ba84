import type { ClusterMetadata } from '@platformatic/kafka'
import type { Clients } from './clients'

/** A topic as Kafka has it now. One that is deleted and created again gets another id. */
export interface Topic {
  id: string
  partitions: number
}

export interface FoundTopics {
  readable: ReadonlyMap<string, Topic>
  /** Why the others cannot be read. */
  missing: ReadonlyMap<string, string>
}

/** What Kafka says of a topic that nobody can read now. A failure of the connection says nothing of the topic. */
const REASONS = [
  'TOPIC_AUTHORIZATION_FAILED',
  'INVALID_TOPIC_EXCEPTION',
  'LEADER_NOT_AVAILABLE',
  'UNKNOWN_TOPIC_OR_PARTITION',
]

/** Asks for each topic apart: the client fails for all topics of a request if one is missing. @throws Error of the connection */
export async function findTopics(
  { consumer }: Pick<Clients, 'consumer'>,
  names: readonly string[],
): Promise<FoundTopics> {
  const readable = new Map<string, Topic>()
  const missing = new Map<string, string>()
  const find = async (topic: string) => {
    try {
      const metadata = await consumer.metadata({ topics: [topic], forceUpdate: true })
      readable.set(topic, toTopic(metadata, topic))
    } catch (error) {
      const reason = reasonOf(error as Error)
      if (reason === undefined) throw error
      missing.set(topic, reason)
    }
  }
  await Promise.all(names.map(find))
  return { readable, missing }
}

function toTopic({ topics }: ClusterMetadata, topic: string): Topic {
  const { id, partitionsCount } = topics.get(topic)!
  return { id, partitions: partitionsCount }
}

interface KafkaError extends Error {
  findBy?(property: string, value: unknown): unknown
}

/** The client has an error without a code for a topic that does not exist. */
function reasonOf(error: KafkaError): string | undefined {
  if (error.message.startsWith('Unknown topic')) return 'UNKNOWN_TOPIC_OR_PARTITION'
  return REASONS.find((reason) => error.findBy?.('apiId', reason))
}

/** True if a member of the group has to join again: a topic came, went or was created again, or has more partitions. */
export const isDifferent = (one: FoundTopics['readable'], other: FoundTopics['readable']): boolean =>
  one.size !== other.size ||
  [...one].some(([name, { id, partitions }]) => {
    const topic = other.get(name)
    return topic?.id !== id || topic.partitions !== partitions
  })

import { type ClusterMetadata, fetchV13 } from '@platformatic/kafka'
import type { StreamRecord } from '../read-message'
import type { Clients } from './clients'
import { committedRecords } from './committed-records'

/** Where to read on in a partition. */
export interface Position {
  topic: string
  /** Kafka's id of the topic, whose offsets these are. */
  topicId: string
  partition: number
  offset: bigint
}

export interface Fetched<P extends Position> {
  position: P
  records: StreamRecord[]
  /** The offset after everything that was read. */
  to: bigint
  /** The end of what is committed. */
  end: bigint
  /** The broker no longer has the offset, or does not have it yet. */
  isOutOfRange: boolean
  /** What Kafka says of a topic that is gone, or may not be read; null where it can be read. */
  unreadable: string | null
}

const WAIT_MS = 250
/** Bounds what a worker holds: a response under way and one that is processed. */
const MAX_BYTES = 4 * 1_048_576
const PARTITION_BYTES = 1_048_576
const READ_COMMITTED = 1
/** Without a session: each request names all partitions. */
const NO_SESSION = -1
const NONE = 0
const OFFSET_OUT_OF_RANGE = 1
/** Concern one topic: the others are read. */
const UNREADABLE: Readonly<Record<number, string>> = {
  3: 'UNKNOWN_TOPIC_OR_PARTITION',
  29: 'TOPIC_AUTHORIZATION_FAILED',
  100: 'UNKNOWN_TOPIC_ID',
  103: 'INCONSISTENT_TOPIC_ID',
}

/**
 * Reads on in each of the positions; waits up to 250 ms for something to read. Only what is committed is read.
 * @throws Error of Kafka: a lost connection, a leader that moved
 */
export async function fetchRecords<P extends Position>(
  { consumer, fetching }: Clients,
  positions: readonly P[],
): Promise<Fetched<P>[]> {
  const topics = [...new Set(positions.map(({ topic }) => topic))]
  const metadata = await consumer.metadata({ topics })
  const byLeader = groupBy(positions, ({ topic, partition }) => leaderOf(metadata, topic, partition))
  try {
    const responses = [...byLeader].map(async ([leader, own]) => {
      const broker = metadata.brokers.get(leader)
      if (!broker) throw new Error(`broker ${leader} is not known`)
      const response = await request(await fetching.get(broker), own, metadata)
      return own.map((position) => toFetched(position, response))
    })
    return (await Promise.all(responses)).flat()
  } catch (error) {
    consumer.clearMetadata()
    throw error
  }
}

export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

const partitionOf = ({ topics }: ClusterMetadata, topic: string, partition: number) => {
  const known = topics.get(topic)?.partitions[partition]
  if (!known) throw new Error(`partition ${partition} of topic ${topic} is not known`)
  return known
}
const leaderOf = (metadata: ClusterMetadata, topic: string, partition: number): number =>
  partitionOf(metadata, topic, partition).leader

type Connection = Parameters<typeof fetchV13.api.async>[0]
type Response = Awaited<ReturnType<typeof fetchV13.api.async>>

async function request(
  connection: Connection,
  positions: readonly Position[],
  metadata: ClusterMetadata,
): Promise<Response> {
  // By the id for which the offsets hold: metadata that is newer may have that of another topic with the same name.
  const topics = [...groupBy(positions, ({ topicId }) => topicId)].map(([topicId, own]) => ({
    topicId,
    partitions: own.map(({ topic, partition, offset }) => ({
      partition,
      currentLeaderEpoch: partitionOf(metadata, topic, partition).leaderEpoch,
      fetchOffset: offset,
      lastFetchedEpoch: -1,
      partitionMaxBytes: PARTITION_BYTES,
    })),
  }))
  try {
    return await fetchV13.api.async(
      connection,
      WAIT_MS,
      1,
      MAX_BYTES,
      READ_COMMITTED,
      0,
      NO_SESSION,
      topics,
      [],
      '',
    )
  } catch (error) {
    // One partition that fails makes the client throw; the response has the others.
    const { response } = error as { response?: Response }
    if (!response || response.errorCode !== NONE) throw error
    const failed = response.responses.flatMap(({ partitions }) =>
      partitions.map(({ errorCode }) => errorCode),
    )
    const concernsAll = (code: number) =>
      code !== NONE && code !== OFFSET_OUT_OF_RANGE && !(code in UNREADABLE)
    if (failed.some(concernsAll)) throw error
    return response
  }
}

function toFetched<P extends Position>(position: P, { responses }: Response): Fetched<P> {
  const found = responses
    .filter(({ topicId }) => topicId === position.topicId)
    .flatMap(({ partitions }) => partitions)
    .find(({ partitionIndex }) => partitionIndex === position.partition)
  const { offset } = position
  if (!found || found.errorCode !== NONE) {
    const isOutOfRange = found?.errorCode === OFFSET_OUT_OF_RANGE
    const unreadable = (found && UNREADABLE[found.errorCode]) ?? null
    return { position, records: [], to: offset, end: offset, isOutOfRange, unreadable }
  }
  const { records, to } = committedRecords(found.records ?? [], found.abortedTransactions, offset)
  return { position, records, to, end: found.lastStableOffset, isOutOfRange: false, unreadable: null }
}

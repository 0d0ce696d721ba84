import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { claimPartition, type Claim } from '../partitions'
import type { Clients } from './clients'
import type { Position } from './fetch-records'

/** A partition that this worker reads. `offset` is ahead of what is processed by what was fetched. */
export interface Assigned extends Position {
  claim: Claim
  /** Messages between what is processed and the end. */
  lag: number
}

const EARLIEST = -2n

/** Where the partition begins in the log of Kafka. */
export async function firstOffset({ consumer }: Clients, topic: string, partition: number): Promise<bigint> {
  const offsets = await consumer.listOffsets({
    topics: [topic],
    partitions: { [topic]: [partition] },
    timestamp: EARLIEST,
  })
  const found = offsets.get(topic)?.[partition]
  if (found === undefined)
    throw new Error(`the first offset of partition ${partition} of topic ${topic} is not known`)
  return found
}

/**
 * Takes a partition and reads on where the decisions in the database end, whatever Kafka knows of the group.
 * @param topicId must be known before the first offset is asked for: if the topic is created again between the two, fetching fails,
 *   and the next claim begins anew
 */
export async function assign(
  clients: Clients,
  place: { tenantId: string; group: string; topic: string; partition: number },
  topicId: string,
): Promise<Assigned> {
  const { topic, partition } = place
  const first = await firstOffset(clients, topic, partition)
  const { isOfNewTopic, ...claim } = await claimPartition(place, topicId, first)
  const at = { topic, partition, topicId, offset: String(claim.next), epoch: String(claim.epoch) }
  if (isOfNewTopic) {
    metrics.streamRestarts.inc({ why: 'new-topic' })
    log.warn(at, 'the topic was deleted and created again; the partition is read from its beginning')
  }
  log.info(at, 'partition taken')
  return { topic, partition, topicId, claim, offset: claim.next, lag: 0 }
}

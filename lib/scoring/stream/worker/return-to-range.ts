import { withTenantPipeline } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { advance, restartPartition } from '../partitions'
import { type Assigned, firstOffset } from './assigned-partitions'
import type { Clients } from './clients'
import type { Member } from './member'

/**
 * Goes on in a partition whose next offset Kafka does not have. Messages that Kafka deleted before they were read are lost, and the
 * log says so. A partition that ends earlier lost its end: it is read from its beginning.
 */
export async function returnToRange(clients: Clients, member: Member, position: Assigned): Promise<void> {
  const { topic, partition, claim } = position
  const first = await firstOffset(clients, topic, partition)
  const place = { topic, partition, offset: String(claim.next), first: String(first) }
  if (first > claim.next) {
    metrics.streamRestarts.inc({ why: 'deleted-messages' })
    log.error(place, 'messages were deleted by Kafka before they were read')
    const skipped = { to: first, end: first, scored: 0, duplicates: 0, dead: 0 }
    await withTenantPipeline(claim.tenantId, (tx) => tx.commit([advance(claim, skipped)]))
  } else {
    metrics.streamRestarts.inc({ why: 'lost-end' })
    log.error(place, 'the partition ends before what was processed; it is read from its beginning')
    await restartPartition(claim, first)
  }
  // What is under way was asked for at the former offset.
  member.giveUp(position)
}

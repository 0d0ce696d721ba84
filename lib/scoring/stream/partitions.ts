/** How far the partitions of a tenant are processed. */
import { Prisma, type Statement, sqlState, withTenant } from '@/lib/platform/db'

export interface Place {
  tenantId: string
  group: string
  topic: string
  partition: number
}

/** A partition that this worker has taken. Another worker takes it by raising the epoch, which fences this one. */
export interface Claim extends Place {
  /** Kafka's id of the topic: another topic can get its name. */
  topicId: string
  epoch: bigint
  /** The first offset that is not processed. */
  next: bigint
}

/** Begins a partition anew: its counts are those of the messages since. */
const beginAt = (first: bigint): Prisma.Sql => Prisma.sql`
  first_offset = ${first}::bigint, next_offset = ${first}::bigint, end_offset = ${first}::bigint,
  scored_count = 0, duplicate_count = 0, dead_count = 0, skipped_count = 0`

const isPlace = ({ tenantId, group, topic, partition }: Place): Prisma.Sql => Prisma.sql`
  tenant_id = ${tenantId}::uuid and consumer_group = ${group} and topic = ${topic} and partition = ${partition}::int`

/**
 * Takes the partition. One whose topic was deleted and created again since begins anew: its offsets name other messages.
 * @param topicId Kafka's id of the topic
 * @param first where the partition begins in the log of Kafka
 */
export async function claimPartition(
  place: Place,
  topicId: string,
  first: bigint,
): Promise<Claim & { isOfNewTopic: boolean }> {
  const { tenantId, group, topic, partition } = place
  return await withTenant({ tenantId }, async (tx) => {
    const restarted = await tx.$executeRaw`
      update stream_partitions set ${beginAt(first)} where ${isPlace(place)} and topic_id <> ${topicId}::uuid`
    const [row] = await tx.$queryRaw<{ epoch: bigint; next_offset: bigint }[]>`
      insert into stream_partitions as p (tenant_id, consumer_group, topic, partition, topic_id, first_offset, next_offset, end_offset)
      values (${tenantId}::uuid, ${group}, ${topic}, ${partition}::int, ${topicId}::uuid, ${first}::bigint, ${first}::bigint,
              ${first}::bigint)
      on conflict (tenant_id, consumer_group, topic, partition)
        do update set epoch = p.epoch + 1, topic_id = excluded.topic_id, claimed_at = now()
      returning epoch, next_offset`
    return { ...place, topicId, epoch: row!.epoch, next: row!.next_offset, isOfNewTopic: restarted > 0 }
  })
}

/** Begins the partition anew at `first`: it lost its end. Messages that are known already are duplicates. */
export async function restartPartition(place: Place, first: bigint): Promise<void> {
  await withTenant(
    { tenantId: place.tenantId },
    (tx) =>
      tx.$executeRaw`update stream_partitions set ${beginAt(first)}, epoch = epoch + 1 where ${isPlace(place)}`,
  )
}

export interface Progress {
  /** The offset up to which messages are processed now. */
  to: bigint
  /** The end of the partition. */
  end: bigint
  scored: number
  duplicates: number
  dead: number
}

/** Moves the partition forward in the transaction of the caller, which fails if another worker has taken it. */
export const advance = (claim: Claim, { to, end, scored, duplicates, dead }: Progress): Statement => ({
  name: 'stream-advance',
  text: `select advance_stream_partition($1::uuid, $2, $3, $4::int, $5::bigint, $6::bigint, $7::bigint, $8::int, $9::int, $10::int,
                $11::bigint)`,
  values: [
    claim.tenantId,
    claim.group,
    claim.topic,
    claim.partition,
    claim.epoch,
    claim.next,
    to,
    scored,
    duplicates,
    dead,
    end,
  ],
})

/** True where another worker has taken the partition since. */
export const isFenced = (error: unknown): boolean => sqlState(error) === 'SS409'

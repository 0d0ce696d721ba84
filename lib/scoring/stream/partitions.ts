/** How far the partitions of a tenant are processed. */
import { type Statement, sqlState, withTenant } from '@/lib/platform/db'

export interface Place {
  tenantId: string
  group: string
  topic: string
  partition: number
}

/** A partition that this worker has taken. Another worker takes it by raising the epoch, which fences this one. */
export interface Claim extends Place {
  epoch: bigint
  /** The first offset that is not processed. */
  next: bigint
}

/** Takes the partition. @param first where a partition begins that was never processed */
export async function claimPartition(place: Place, first: bigint): Promise<Claim> {
  const { tenantId, group, topic, partition } = place
  const [row] = await withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<{ epoch: bigint; next_offset: bigint }[]>`
      insert into stream_partitions as p (tenant_id, consumer_group, topic, partition, first_offset, next_offset, end_offset)
      values (${tenantId}::uuid, ${group}, ${topic}, ${partition}::int, ${first}::bigint, ${first}::bigint, ${first}::bigint)
      on conflict (tenant_id, consumer_group, topic, partition) do update set epoch = p.epoch + 1, claimed_at = now()
      returning epoch, next_offset`,
  )
  return { ...place, epoch: row!.epoch, next: row!.next_offset }
}

/**
 * Begins the partition anew at `first`: its topic was created again, or lost its end. Messages that are known already are duplicates.
 */
export async function restartPartition(
  { tenantId, group, topic, partition }: Place,
  first: bigint,
): Promise<void> {
  await withTenant(
    { tenantId },
    (tx) => tx.$executeRaw`
      update stream_partitions
         set first_offset = ${first}::bigint, next_offset = ${first}::bigint, end_offset = ${first}::bigint, epoch = epoch + 1,
             scored_count = 0, duplicate_count = 0, dead_count = 0, skipped_count = 0
       where tenant_id = ${tenantId}::uuid and consumer_group = ${group} and topic = ${topic} and partition = ${partition}::int`,
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

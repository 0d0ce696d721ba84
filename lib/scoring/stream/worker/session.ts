import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { isFenced } from '../partitions'
import { isOfModel, scoreMessages } from '../score-messages'
import type { StreamSettings } from '../settings'
import type { Assigned } from './assigned-partitions'
import type { Clients } from './clients'
import { type Fetched, fetchRecords } from './fetch-records'
import { joinGroup, type Member } from './member'
import type { Publisher } from './publisher'
import { returnToRange } from './return-to-range'
import type { Tenants } from './tenants'

/** Messages of a partition in one database transaction. */
const BATCH_MESSAGES = 256
/** More would exceed the rows that wait per tenant (lib/scoring/path). */
const PARTITIONS_AT_ONCE = 16
const IDLE_MS = 100

export interface Session {
  settings: StreamSettings
  clients: Clients
  tenants: Tenants
  publisher: Publisher
  signal: AbortSignal
}

/**
 * Reads and scores as one member of the group, until `signal` or a failure of Kafka. While messages are scored, the next ones are
 * fetched, and no more: a slow database slows the reading down.
 */
export async function runSession(session: Session): Promise<void> {
  const { clients, signal } = session
  const member = await joinGroup(session)
  let next = readOn(clients, await member.partitions())
  for (;;) {
    const fetched = await next
    signal.throwIfAborted()
    const partitions = await member.partitions()
    const usable = fetched.filter(({ position }) => partitions.includes(position))
    for (const { position, to } of usable) position.offset = to
    next = readOn(clients, partitions)
    // It is awaited in the next turn; a failure meanwhile must not end the process.
    next.catch(() => undefined)
    for (let at = 0; at < usable.length; at += PARTITIONS_AT_ONCE) {
      await Promise.all(usable.slice(at, at + PARTITIONS_AT_ONCE).map((one) => score(session, member, one)))
    }
    observe(partitions)
  }
}

async function readOn(clients: Clients, partitions: readonly Assigned[]): Promise<Fetched<Assigned>[]> {
  if (partitions.length > 0) return await fetchRecords(clients, partitions)
  await wait(IDLE_MS)
  return []
}

/**
 * Scores what was fetched of a partition. It is given up, with what was fetched, where another worker has taken it, and for a
 * second where the tenant's model cannot decide: the partitions of other tenants do not wait for that.
 */
async function score(session: Session, member: Member, fetched: Fetched<Assigned>): Promise<void> {
  const { tenants, publisher, signal } = session
  const { position, records, to, end } = fetched
  const { claim } = position
  try {
    if (fetched.isOutOfRange) return await returnToRange(session.clients, member, position)
    const ctx = await tenants.contextOf(position.topic)
    for (let at = 0; claim.next < to; at += BATCH_MESSAGES) {
      const batch = records.slice(at, at + BATCH_MESSAGES)
      const following = records[at + BATCH_MESSAGES]
      await scoreMessages(ctx, claim, { records: batch, to: following?.offset ?? to, end }, signal)
      publisher.wake(claim.tenantId)
      const last = batch.at(-1)
      if (last) metrics.streamAge.observe(Math.max(0, Date.now() - last.timestampMs) / 1_000)
    }
    position.lag = Number(end - to)
  } catch (error) {
    if (isOfModel(error)) return member.giveUp(position)
    if (!isFenced(error)) throw error
    const { topic, partition } = position
    log.warn({ topic, partition, epoch: String(claim.epoch) }, 'partition was taken by another worker')
    member.giveUp(position)
  }
}

function observe(partitions: readonly Assigned[]): void {
  metrics.streamPartitions.set(partitions.length)
  metrics.streamLag.set(partitions.reduce((sum, { lag }) => sum + lag, 0))
}

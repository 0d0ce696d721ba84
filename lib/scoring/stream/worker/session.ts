import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { isScoringForOthers } from '@/lib/scoring/path'
import { isFenced } from '../partitions'
import { isOfModel, scoreMessages } from '../score-messages'
import type { StreamSettings } from '../settings'
import type { Assigned } from './assigned-partitions'
import type { Clients } from './clients'
import { type Fetched, fetchRecords, groupBy } from './fetch-records'
import { joinGroup, type Member } from './member'
import type { Publisher } from './publisher'
import { returnToRange } from './return-to-range'
import type { Tenants } from './tenants'

/** Messages of a partition in one database transaction. */
const BATCH_MESSAGES = 256
/** The same while callers of this process wait for single scores: each of them waits for at most one such transaction. */
const SMALL_BATCH_MESSAGES = 32
/** More would exceed the rows that wait per tenant (lib/scoring/path). */
const PARTITIONS_AT_ONCE = 16
/** Each has a connection of scoring, of four: one is left for what is published. */
const TENANTS_AT_ONCE = 3
const IDLE_MS = 100

export interface Session {
  settings: StreamSettings
  clients: Clients
  tenants: Tenants
  publisher: Publisher
  signal: AbortSignal
  /** The worker is a member of the group. */
  onJoined(): void
}

/**
 * Reads and scores as one member of the group, until `signal` or a failure of Kafka. While messages are scored, the next ones are
 * fetched, and no more: a slow database slows the reading down.
 */
export async function runSession(session: Session): Promise<void> {
  const { clients, signal } = session
  const member = await joinGroup(session)
  session.onJoined()
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
    await scoreAll(session, member, usable)
    observe(partitions)
  }
}

/** Scores what was fetched, of a few tenants at the same time. */
async function scoreAll(
  session: Session,
  member: Member,
  fetched: readonly Fetched<Assigned>[],
): Promise<void> {
  const tenants = [...groupBy(fetched, ({ position }) => position.claim.tenantId).values()]
  const work = async () => {
    for (let own = tenants.pop(); own; own = tenants.pop()) {
      while (own.length > 0) {
        const together = own.splice(0, isScoringForOthers() ? 1 : PARTITIONS_AT_ONCE)
        await Promise.all(together.map((one) => score(session, member, one)))
      }
    }
  }
  await Promise.all(Array.from({ length: TENANTS_AT_ONCE }, work))
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
    if (fetched.unreadable !== null) return member.leaveTopic(position, fetched.unreadable)
    if (fetched.isOutOfRange) return await returnToRange(session.clients, member, position)
    const ctx = await tenants.contextOf(position.topic)
    for (let at = 0; claim.next < to;) {
      const batch = records.slice(at, at + (isScoringForOthers() ? SMALL_BATCH_MESSAGES : BATCH_MESSAGES))
      at += batch.length
      const following = records[at]
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

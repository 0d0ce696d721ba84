import { findDueAlertChannels } from '@/lib/platform/db'
import { finishBeforeExit, isDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { singleton } from '@/lib/platform/singleton'
import { elapsedMs, monotonicMs } from '@/lib/platform/time'
import { attempt, type Transports } from './attempt'
import { claim, type Claimed } from './claim'
import { type Attempted, record } from './record'
import type { ChannelRow } from '../present'

/** Messages that one process sends through one channel at the same time. */
export const IN_FLIGHT = 10
/** Deliveries of one claim. A process that dies sends at most so many messages twice per channel. */
const CLAIM = 20
/** Channels that one process sends through at the same time. */
export const MAX_CHANNELS_AT_ONCE = 50

/** Then a channel lets others have its turn; it goes on at the next run of the job. */
const TURN_MS = 10_000

export interface DeliverOptions extends Transports {
  /** The time during the work; tests simulate it. */
  clock?: () => Date
  turnMs?: number
}

/** The channels that this process is sending through. */
const underWay = () => singleton('alerts.channels', () => new Map<string, Promise<void>>())

/**
 * Starts sending what is due, each channel on its own, so that none waits for another. Returns when all are started;
 * `settleDeliveries` waits for their end.
 */
export async function deliverDue(now: Date, options: DeliverOptions = {}): Promise<void> {
  for (const { tenant_id: tenantId, id } of await findDueAlertChannels(now)) {
    const channels = underWay()
    if (isDraining() || channels.size >= MAX_CHANNELS_AT_ONCE) return
    if (channels.has(id)) continue
    const done = sendThrough(tenantId, id, options)
      .catch((error: unknown) =>
        log.error({ err: error, tenantId, channelId: id }, 'sending alerts through a channel failed'),
      )
      .finally(() => channels.delete(id))
    channels.set(id, done)
    finishBeforeExit(done)
  }
}

/** Resolves when this process sends nothing; for scripts and tests. */
export async function settleDeliveries(): Promise<void> {
  while (underWay().size > 0) await Promise.all(underWay().values())
}

/** Sends what is due through one channel, until nothing is due, all of a claim fails, its turn ends, or the process drains. */
async function sendThrough(
  tenantId: string,
  channelId: string,
  { clock = () => new Date(), turnMs = TURN_MS, ...transports }: DeliverOptions,
): Promise<void> {
  const startMs = monotonicMs()
  do {
    const claimed = await claim(tenantId, channelId, clock(), claimSize)
    if (claimed === null || claimed.deliveries.length === 0) return
    const { channel, deliveries } = claimed
    const attempted = await sendAll(channel, deliveries, clock, transports)
    if (!(await record(channel, attempted, clock()))) return
  } while (!isDraining() && elapsedMs(startMs) < turnMs)
}

/** A failing channel is tried with one message. */
const claimSize = ({ failures }: ChannelRow): number => (failures > 0 ? 1 : CLAIM)

async function sendAll(
  channel: ChannelRow,
  deliveries: readonly Claimed[],
  clock: () => Date,
  transports: Transports,
): Promise<Attempted[]> {
  const waiting = deliveries.values()
  const attempted: Attempted[] = []
  const sendNext = async (): Promise<void> => {
    // One iterator for all: each takes the next delivery that no other has.
    for (const { id, attempts, message } of waiting) {
      attempted.push({ id, attempts, result: await attempt(channel, message, clock(), transports) })
    }
  }
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, deliveries.length) }, sendNext))
  return attempted
}

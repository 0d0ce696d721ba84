import { setTimeout as wait } from 'node:timers/promises'
import { pruneInSlices } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { DAY_MS, HOUR_MS } from '@/lib/platform/time'
import { KEPT_DAYS } from '../schema'
import type { StreamSettings } from '../settings'
import { connect, disconnect } from './clients'
import { startPublisher } from './publisher'
import { runSession } from './session'
import { openTenants, type Tenants } from './tenants'

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 10_000
/** A session that lasted this long ended for a new reason: the waiting begins anew. */
const LASTED_MS = 60_000

/**
 * Scores the transactions of the stream until `signal`. A failure of Kafka ends the session, not the worker: the next session joins the
 * group again and reads on where the database says.
 * @throws Error for an institution that does not exist
 */
export async function runWorker(settings: StreamSettings, signal: AbortSignal): Promise<void> {
  const tenants = await openTenants(settings)
  const timer = setInterval(() => void pruneDeadLetters(tenants), HOUR_MS)
  signal.addEventListener('abort', () => clearInterval(timer))
  for (let failures = 0; !signal.aborted; failures++) {
    const startedAt = performance.now()
    const error = await runUntilFailure(settings, tenants, signal)
    if (signal.aborted) return
    if (performance.now() - startedAt > LASTED_MS) failures = 0
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS)
    metrics.streamRetries.inc({ what: 'kafka' })
    log.warn({ err: error, retryMs }, 'the connection to Kafka failed')
    await wait(retryMs, undefined, { signal }).catch(() => undefined)
  }
}

async function runUntilFailure(
  settings: StreamSettings,
  tenants: Tenants,
  signal: AbortSignal,
): Promise<unknown> {
  const clients = connect(settings)
  const publisher = startPublisher(clients, settings, tenants)
  try {
    return await runSession({ settings, clients, tenants, publisher, signal })
  } catch (error) {
    return error
  } finally {
    await publisher.stop()
    await disconnect(clients)
  }
}

/** Expired dead letters hold payments of customers, so they go. Several workers may do it at the same time. */
async function pruneDeadLetters({ slugs }: Tenants): Promise<void> {
  const before = new Date(Date.now() - KEPT_DAYS * DAY_MS)
  await pruneInSlices('stream_dead_letters', before, [...slugs.keys()]).catch((error: unknown) =>
    log.warn({ err: error }, 'expired dead letters could not be deleted'),
  )
}

import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import type { StreamSettings } from '../settings'
import { connect, disconnect } from './clients'
import type { Health } from './health'
import { startPublisher } from './publisher'
import { runSession } from './session'
import { openTenants, type Tenants } from './tenants'
import { retryMsAfter } from './when-reachable'

/** A session that lasted this long ended for a new reason: the waiting begins anew. */
const LASTED_MS = 60_000

/**
 * Scores the transactions of the stream until `signal`. A failure of Kafka or of the database ends the session, not the worker: the
 * next session joins the group again and reads on where the database says.
 * @throws Error for an institution that does not exist
 */
export async function runWorker(
  settings: StreamSettings,
  health: Health,
  signal: AbortSignal,
): Promise<void> {
  const tenants = await openTenants(settings, signal)
  for (let failures = 0; !signal.aborted; failures++) {
    const startedAt = performance.now()
    const error = await runUntilFailure(settings, tenants, health, signal)
    if (signal.aborted) return
    if (performance.now() - startedAt > LASTED_MS) failures = 0
    const retryMs = retryMsAfter(failures)
    metrics.streamRetries.inc({ what: 'kafka' })
    log.warn({ err: error, retryMs }, 'the worker left the group; it joins again')
    await wait(retryMs, undefined, { signal }).catch(() => undefined)
  }
}

async function runUntilFailure(
  settings: StreamSettings,
  tenants: Tenants,
  health: Health,
  signal: AbortSignal,
): Promise<unknown> {
  const clients = connect(settings)
  const publisher = startPublisher(clients, settings, tenants)
  const onJoined = () => void (health.isReady = true)
  try {
    return await runSession({ settings, clients, tenants, publisher, signal, onJoined })
  } catch (error) {
    return error
  } finally {
    health.isReady = false
    await publisher.stop()
    await disconnect(clients)
  }
}

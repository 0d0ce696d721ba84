/** `npm run stream`: scores the transactions of Kafka topics until SIGTERM. */
import { FEATURE_NAMES } from '@/lib/engine/features'
import { warmModels } from '@/lib/engine/inference'
import { closeDatabase, openScoringConnections } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { streamSettings } from '@/lib/scoring/stream/settings'
import { runWorker } from '@/lib/scoring/stream/worker/run-worker'
import { serveMetrics } from '@/lib/scoring/stream/worker/serve-metrics'
import { whenReachable } from '@/lib/scoring/stream/worker/when-reachable'

async function main(signal: AbortSignal): Promise<void> {
  const settings = streamSettings()
  const health = { isReady: false }
  const server = settings.metricsPorts && (await serveMetrics(settings.metricsPorts, health))
  const warming = warmModels({ knownFeatures: FEATURE_NAMES })
  await Promise.all([warming, whenReachable(openScoringConnections, signal)])
  log.info({ topics: [...settings.tenantOf.keys()], group: settings.group }, 'the stream worker is ready')
  await runWorker(settings, health, signal)
  server?.close()
  await closeDatabase()
}

const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort())

main(stopping.signal).then(
  // Connections that Kafka no longer answers must not hold the process.
  () => process.exit(0),
  (error: unknown) => {
    // It was stopped while it waited for the database.
    if (stopping.signal.aborted) process.exit(0)
    console.error((error as Error).message)
    process.exit(1)
  },
)

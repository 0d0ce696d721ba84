/** `npm run stream`: scores the transactions of Kafka topics until SIGTERM. */
import { FEATURE_NAMES } from '@/lib/engine/features'
import { warmModels } from '@/lib/engine/inference'
import { closeDatabase, openScoringConnections } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { streamSettings } from '@/lib/scoring/stream/settings'
import { runWorker } from '@/lib/scoring/stream/worker/run-worker'
import { serveMetrics } from '@/lib/scoring/stream/worker/serve-metrics'

async function main(): Promise<void> {
  const settings = streamSettings()
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort())
  const server = settings.metricsPort === null ? null : serveMetrics(settings.metricsPort)
  await Promise.all([warmModels({ knownFeatures: FEATURE_NAMES }), openScoringConnections()])
  log.info({ topics: [...settings.tenantOf.keys()], group: settings.group }, 'the stream worker is ready')
  await runWorker(settings, stopping.signal)
  server?.close()
  await closeDatabase()
}

main().then(
  // Connections that Kafka no longer answers must not hold the process.
  () => process.exit(0),
  (error: unknown) => {
    console.error((error as Error).message)
    process.exit(1)
  },
)

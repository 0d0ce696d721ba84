import { finishBeforeExit, whenDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { streamSettings } from './settings'

/**
 * Runs a worker in the process of the server, for trials: one process does all. It ends when the process drains.
 * @throws Error that names every setting which is missing or wrong
 */
export function runStreamInServer(): void {
  const settings = streamSettings()
  const stopping = new AbortController()
  whenDraining(() => stopping.abort())
  const work = async () => {
    // Only here: a server without a stream does not load the client of Kafka.
    const { runWorker } = await import('./worker/run-worker')
    await runWorker(settings, { isReady: false }, stopping.signal)
  }
  finishBeforeExit(
    work().catch((error: unknown) => {
      if (!stopping.signal.aborted) log.error({ err: error }, 'the stream in the server ended')
    }),
  )
}

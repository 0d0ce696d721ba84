/** What happens before the first request of a server process. */
import { stampPeerAddress } from '@/lib/access/auth'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { warmModels } from '@/lib/engine/inference'
import { openScoringConnections } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { beginDraining, holdServersOpen } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { elapsedMs, monotonicMs } from '@/lib/platform/time'
import { runStreamInServer } from '@/lib/scoring/stream'
import { followModels } from './follow-models'
import { startJobs } from './jobs'

/**
 * Checks the environment, starts the jobs, follows changes of models, loads the models and opens the connections of scoring. A wrong environment
 * ends the process: serving with a missing secret would fail open. A model that does not load, or a database that does
 * not respond, leaves the process up and not ready.
 */
export async function startUp(): Promise<void> {
  try {
    if (env().SENTINEL_STREAM_IN_SERVER === '1') runStreamInServer()
  } catch (error) {
    // Plain text: this is read by the person at the terminal.
    console.error((error as Error).message)
    process.exit(1)
  }
  stampPeerAddress()
  holdServersOpen()
  // SIGTERM closes the listeners at once; SIGUSR2 sent before it lets a load balancer see the change first.
  for (const signal of ['SIGUSR2', 'SIGTERM', 'SIGINT'] as const) process.on(signal, beginDraining)
  startJobs()
  followModels()
  const start = monotonicMs()
  const steps = [
    ['models', () => warmModels({ knownFeatures: FEATURE_NAMES })],
    ['scoring connections', openScoringConnections],
  ] as const
  await Promise.all(
    steps.map(async ([name, warm]) => {
      try {
        await warm()
        log.info({ ms: elapsedMs(start) }, `${name} ready`)
      } catch (error) {
        log.error({ err: error }, `${name} not ready`)
      }
    }),
  )
}

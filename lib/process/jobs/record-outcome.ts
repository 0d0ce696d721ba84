import { sqlState, writeJobOutcome } from '@/lib/platform/db'
import { isAppError } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { monotonicMs } from '@/lib/platform/time'
import type { JobOutcome } from './job'

/** A job that runs every second stores its outcome this often. */
const STORE_EVERY_MS = 60_000

/** Stores how runs end, at most once a minute per job, and every first failure within that time. */
export function outcomeRecorder(store = writeJobOutcome): (outcome: JobOutcome) => Promise<void> {
  const stored = new Map<string, { atMs: number; failed: boolean }>()
  return async ({ name, everyMs, durationMs, error }) => {
    const failure = error === null ? null : codeOf(error)
    const last = stored.get(name)
    const isNews = !last || monotonicMs() - last.atMs >= STORE_EVERY_MS || (failure !== null && !last.failed)
    if (!isNews) return
    stored.set(name, { atMs: monotonicMs(), failed: failure !== null })
    try {
      await store({ name, everyMs, durationMs, failure })
    } catch (cause) {
      // The job may have failed for the same reason: its own line in the log says so.
      log.warn({ err: cause, job: name }, 'the outcome of a job was not stored')
    }
  }
}

/** Every institution's administrators read it, so no message: messages can quote what was stored. */
function codeOf(error: unknown): string {
  if (isAppError(error)) return error.code
  const state = sqlState(error)
  if (state !== undefined) return `SQLSTATE ${state}`
  return error instanceof Error ? error.name : 'unknown'
}

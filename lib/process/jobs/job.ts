import { finishBeforeExit, isDraining, whenDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { elapsedMs, monotonicMs } from '@/lib/platform/time'

/** Work that every server process repeats. Several processes may run it at once, so it must tolerate company. */
export interface Job {
  name: string
  everyMs: number
  run(now: Date): Promise<unknown>
}

/** How one run of a job ended; `error` is null for a success. */
export interface JobOutcome {
  name: string
  everyMs: number
  durationMs: number
  error: unknown
}

/** A run deletes all that expired since the run before, so a short pause keeps the runs short. */
export const PRUNE_EVERY_MS = 60_000

/**
 * Repeats the job until the process drains. A run that fails is logged, and the next turn retries.
 * @param hear gets how each run ended; the next run waits for it
 * @returns how to stop it
 */
export function startJob(
  { name, everyMs, run }: Job,
  hear: (outcome: JobOutcome) => Promise<void> | void = () => undefined,
): () => void {
  let underWay: Promise<unknown> | null = null
  async function runOnce(): Promise<void> {
    const startMs = monotonicMs()
    let error: unknown = null
    try {
      await run(new Date())
    } catch (thrown) {
      error = thrown ?? new Error('a job threw nothing')
      log.error({ err: thrown, job: name }, 'job failed')
    }
    await hear({ name, everyMs, durationMs: elapsedMs(startMs), error })
  }
  const turn = () => {
    // A slow database must not gather runs that all wait for it.
    if (underWay || isDraining()) return
    underWay = runOnce().finally(() => (underWay = null))
    finishBeforeExit(underWay)
  }
  const timer = setInterval(turn, everyMs).unref()
  const forget = whenDraining(() => clearInterval(timer))
  return () => {
    clearInterval(timer)
    forget()
  }
}

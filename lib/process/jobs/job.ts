import { finishBeforeExit, isDraining, whenDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'

/** Work that every server process repeats. Several processes may run it at once, so it must tolerate company. */
export interface Job {
  name: string
  everyMs: number
  run(now: Date): Promise<unknown>
}

/** A run deletes all that expired since the run before, so a short pause keeps the runs short. */
export const PRUNE_EVERY_MS = 60_000

/**
 * Repeats the job until the process drains. A run that fails is logged, and the next turn retries.
 * @returns how to stop it
 */
export function startJob({ name, everyMs, run }: Job): () => void {
  let underWay: Promise<unknown> | null = null
  const turn = () => {
    // A slow database must not gather runs that all wait for it.
    if (underWay || isDraining()) return
    underWay = run(new Date())
      .catch((error: unknown) => log.error({ err: error, job: name }, 'job failed'))
      .finally(() => (underWay = null))
    finishBeforeExit(underWay)
  }
  const timer = setInterval(turn, everyMs).unref()
  const forget = whenDraining(() => clearInterval(timer))
  return () => {
    clearInterval(timer)
    forget()
  }
}

import { AppError } from '@/lib/platform/errors'
import { HelperProcess, isHelperEnded } from '@/lib/platform/helper-process'
import { singleton } from '@/lib/platform/singleton'

const HELPER = 'scripts/bundle-helper.ts'
const LIMITS = { heapMb: 1_024, milliseconds: 120_000 }
/** A bundle in memory has up to 32 MiB. */
const MAX_WAITING = 4

const turns = () =>
  singleton('bundle-helper', () => ({ last: Promise.resolve() as Promise<unknown>, waiting: 0 }))

/**
 * Runs work on the bundle of an institution in a process of its own: verifying one takes seconds of a core, and its files
 * come from outside. One at a time per server process.
 * @throws AppError overloaded, bundle-rejected where the process ends before it has replied; what a task throws
 */
export async function runApart<T>(work: (helper: HelperProcess) => Promise<T>): Promise<T> {
  const queue = turns()
  if (queue.waiting >= MAX_WAITING) throw new AppError('overloaded', { retryAfterSeconds: 10 })
  queue.waiting++
  const run = queue.last.then(() => inHelper(work)).finally(() => queue.waiting--)
  queue.last = run.catch(() => undefined)
  return await run
}

async function inHelper<T>(work: (helper: HelperProcess) => Promise<T>): Promise<T> {
  const helper = new HelperProcess(HELPER, LIMITS)
  try {
    return await work(helper)
  } catch (error) {
    if (!isHelperEnded(error)) throw error
    const detail = `The process that verifies bundles did not finish: ${error.message}.`
    throw new AppError('bundle-rejected', { detail, cause: error })
  } finally {
    helper.end()
  }
}

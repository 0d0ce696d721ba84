import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/platform/log'

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 10_000

/** Pauses of 0.5 s, 1 s, 2 s, ... up to 10 s. */
export const retryMsAfter = (failures: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS)

/**
 * Repeats what needs the database until it succeeds: the worker may start before its database, or before the tables are migrated.
 * @throws the reason of `signal`
 */
export async function whenReachable<Result>(
  attempt: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  for (let failures = 0; ; failures++) {
    signal.throwIfAborted()
    try {
      return await attempt()
    } catch (error) {
      const retryMs = retryMsAfter(failures)
      log.warn({ err: error, retryMs }, 'the stream waits for the database')
      await wait(retryMs, undefined, { signal })
    }
  }
}

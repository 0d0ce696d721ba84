import { setTimeout as wait } from 'node:timers/promises'
import { isRolledBack } from '@/lib/platform/db'
import { isAppError } from '@/lib/platform/errors'
import { monotonicMs } from '@/lib/platform/time'

const RETRY_MS = 1_000
/** Below the lease of a large file, and below the time after which a small one counts as interrupted. */
const PATIENCE_MS = 30_000

/**
 * Repeats a transaction that others were in the way of: they hold what it must lock, or the scoring path is full. It left
 * nothing behind, so a file does not end for it. Other failures, and the last one after half a minute, are thrown.
 */
export async function persist<T>(transaction: () => Promise<T>): Promise<T> {
  const untilMs = monotonicMs() + PATIENCE_MS
  for (;;) {
    try {
      return await transaction()
    } catch (error) {
      if (!isInTheWay(error) || monotonicMs() >= untilMs) throw error
      await wait(RETRY_MS)
    }
  }
}

const isInTheWay = (error: unknown): boolean =>
  isRolledBack(error) || (isAppError(error) && error.code === 'overloaded')

import { sqlState, type TenantClient, TIMEOUTS } from '@/lib/platform/db'
import { monotonicMs } from '@/lib/platform/time'
import type { Slice } from './slices'

/** Of the time of the transaction, what is left for all else that it does. */
const REST_MS = 2_000
/** SQLSTATE of a statement that took too long. */
const TIMED_OUT = '57014'

interface SliceTimes {
  /** After so long no further hour is begun. */
  budgetMs: number
  /** What each slice has. */
  statementMs?: number
}

/**
 * Reads a period from now backwards, slice by slice, as far back as the time lasts, to a full hour. A slice that takes too long,
 * as where an hour holds the payments of a month, ends the reading; what was read before it counts.
 * @param read only reads: each slice is rolled back, and its time limit with it
 */
export async function readSlices<T>(
  tx: TenantClient,
  slices: readonly Slice[],
  { budgetMs, statementMs = TIMEOUTS.statement }: SliceTimes,
  read: (slice: Slice) => Promise<T>,
): Promise<{
  parts: T[]
  /** From here on everything was read; null for the whole period. The end of the period where no hour was read. */
  countedFrom: Date | null
}> {
  const startedAt = monotonicMs()
  const elapsedMs = () => monotonicMs() - startedAt
  const parts: T[] = []
  let whole = 0
  await tx.$executeRaw`savepoint slices`
  for (const [i, slice] of slices.entries()) {
    const leftMs = Math.floor(Math.min(statementMs, TIMEOUTS.transaction - REST_MS - elapsedMs()))
    const found = leftMs > 0 ? await readWithin(tx, leftMs, () => read(slice)) : null
    if (found === null) break
    parts.push(found.part)
    if (slice.startsHour) whole = i + 1
    if (slice.startsHour && elapsedMs() >= budgetMs) break
  }
  await tx.$executeRaw`release savepoint slices`
  const countedFrom = whole < slices.length ? (slices[whole - 1]?.from ?? slices[0]!.to) : null
  return { parts: parts.slice(0, whole), countedFrom }
}

/** What `read` returns; null where one of its statements takes longer. */
async function readWithin<T>(
  tx: TenantClient,
  limitMs: number,
  read: () => Promise<T>,
): Promise<{ part: T } | null> {
  try {
    await tx.$executeRaw`select set_config('statement_timeout', ${String(limitMs)}, true)`
    return { part: await read() }
  } catch (error) {
    if (sqlState(error) !== TIMED_OUT) throw error
    return null
  } finally {
    // Where the connection is lost this fails, too; the caller needs the first failure.
    await tx.$executeRaw`rollback to savepoint slices`.catch(() => undefined)
  }
}

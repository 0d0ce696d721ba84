import { monotonicMs } from '@/lib/platform/time'
import type { Slice } from './slices'

/**
 * Reads a period from now backwards, slice by slice, as far back as the budget lasts, to a full hour. The first slice is always
 * read.
 */
export async function readSlices<T>(
  slices: readonly Slice[],
  budgetMs: number,
  read: (slice: Slice) => Promise<T>,
): Promise<{
  parts: T[]
  /** From here on everything was read; null for the whole period. */
  countedFrom: Date | null
}> {
  const startedAt = monotonicMs()
  const parts: T[] = []
  let whole = 0
  for (const [i, slice] of slices.entries()) {
    parts.push(await read(slice))
    if (slice.startsHour) whole = i + 1
    if (slice.startsHour && monotonicMs() - startedAt >= budgetMs) break
  }
  return { parts, countedFrom: whole < slices.length ? (slices[whole - 1]?.from ?? null) : null }
}

import { findTenantsWithOldDeadLetters, pruneInSlices } from '@/lib/platform/db'
import { DAY_MS } from '@/lib/platform/time'
import { KEPT_DAYS } from '../schema'

/** Deletes expired dead letters, which hold payments of customers. @returns the number of deleted rows */
export async function pruneDeadLetters(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  return await pruneInSlices(
    'stream_dead_letters',
    before,
    await findTenantsWithOldDeadLetters(before),
    slice,
  )
}

import { findTenantsWithOldUploadRejects, pruneInSlices } from '@/lib/platform/db'
import { DAY_MS } from '@/lib/platform/time'
import { KEEP_REJECTS_DAYS } from './schema'

/** Deletes rejected rows that were kept long enough, in every tenant. Returns how many parts. */
export async function pruneUploadRejects(now: Date, slice?: number): Promise<number> {
  const before = new Date(now.getTime() - KEEP_REJECTS_DAYS * DAY_MS)
  return pruneInSlices('upload_rejects', before, await findTenantsWithOldUploadRejects(before), slice)
}

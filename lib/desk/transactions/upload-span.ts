import type { TenantClient } from '@/lib/platform/db'
import { SCAN_LIMIT } from './filter'

/** When the transactions of a large upload occurred. */
export interface UploadSpan {
  first: Date
  last: Date
}

/**
 * Null for an upload whose rows can all be looked at, for one that does not exist, and for one whose times an earlier release
 * did not note: its rows may be behind all that a search looks through, so they are found by their ids.
 */
export async function largeUpload(
  tx: TenantClient,
  tenantId: string,
  id: string,
): Promise<UploadSpan | null> {
  const found = await tx.upload.findFirst({
    where: { tenantId, id, scoredCount: { gt: SCAN_LIMIT } },
    select: { firstAt: true, lastAt: true },
  })
  return found?.firstAt && found.lastAt ? { first: found.firstAt, last: found.lastAt } : null
}

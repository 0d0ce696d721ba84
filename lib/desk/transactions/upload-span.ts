import type { TenantClient } from '@/lib/platform/db'
import { SCAN_LIMIT } from './filter'

/** When the transactions of a large upload occurred; null where it was scored by a release that did not note it. */
export interface UploadSpan {
  first: Date | null
  last: Date | null
}

/** Null for an upload whose rows can all be looked at, and for one that does not exist. */
export async function largeUpload(
  tx: TenantClient,
  tenantId: string,
  id: string,
): Promise<UploadSpan | null> {
  const found = await tx.upload.findFirst({
    where: { tenantId, id, scoredCount: { gt: SCAN_LIMIT } },
    select: { firstAt: true, lastAt: true },
  })
  return found && { first: found.firstAt, last: found.lastAt }
}

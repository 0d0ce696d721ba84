import type { TenantClient } from '@/lib/platform/db'
import { pruneEvents } from './prune-events'
import { type LiveEvent, MAX_IDS } from './schema'

/** Which announcements also clear away what is too old. */
const PRUNE_EVERY = 16n

/**
 * Tells the tenant's open pages that something changed, in the transaction of the change itself: a change that is rolled
 * back was never announced.
 */
export async function announce(
  tx: TenantClient,
  tenantId: string,
  { kind, payload }: LiveEvent,
): Promise<void> {
  const named =
    'transactionIds' in payload
      ? { ...payload, transactionIds: payload.transactionIds.slice(0, MAX_IDS) }
      : payload
  const data = { tenantId, kind, payload: named }
  const { seq } = await tx.liveEvent.create({ data, select: { seq: true } })
  if (seq % PRUNE_EVERY === 0n) await pruneEvents(tx, tenantId)
}

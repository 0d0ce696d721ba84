import type { TenantClient } from '@/lib/platform/db'
import { type LiveEvent, MAX_IDS } from './schema'

/**
 * Tells the tenant's open pages that something changed, in the transaction of the change itself: a change that is rolled
 * back is never announced.
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
  await tx.liveEvent.createMany({ data: [{ tenantId, kind, payload: named }] })
}

/** Tells the open pages of several users about their notifications, in one statement. */
export async function announceNotifications(
  tx: TenantClient,
  tenantId: string,
  userIds: readonly string[],
): Promise<void> {
  const kind = 'notifications.changed' satisfies LiveEvent['kind']
  await tx.liveEvent.createMany({ data: userIds.map((userId) => ({ tenantId, kind, payload: { userId } })) })
}

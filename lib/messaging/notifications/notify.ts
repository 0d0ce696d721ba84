import { announce } from '@/lib/messaging/live'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { NotificationKind } from './schema'

export interface NewNotification {
  kind: NotificationKind
  userIds: readonly string[]
  caseId: string
  /** Who caused it; null for a time limit. Users are not notified of their own actions. */
  actorId: string | null
  at: Date
}

/** Notifies users within the caller's transaction. */
export async function notify(tx: TenantClient, tenantId: string, event: NewNotification): Promise<void> {
  const { kind, caseId, actorId, at: createdAt } = event
  const userIds = [...new Set(event.userIds)].filter((userId) => userId !== actorId)
  if (userIds.length === 0) return
  await tx.notification.createMany({
    data: userIds.map((userId) => ({ tenantId, id: newId(), userId, kind, caseId, actorId, createdAt })),
  })
  for (const userId of userIds)
    await announce(tx, tenantId, { kind: 'notifications.changed', payload: { userId } })
}

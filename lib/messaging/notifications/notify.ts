import { announceNotifications } from '@/lib/messaging/live'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'

interface Recipients {
  userIds: readonly string[]
  /** Who caused it; null for a time limit and for what the product does by itself. Users are not notified of their own actions. */
  actorId: string | null
  at: Date
}

export type NewNotification = Recipients &
  (
    | {
        kind: 'case_assigned' | 'case_mention' | 'case_sla_soon' | 'case_sla_breached'
        caseId: string
      }
    | { kind: 'claim_overridden'; transactionId: string; transactionCount: number }
    | { kind: 'canary_stopped'; modelVersionId: string; detail: string }
    | { kind: 'drift_alarm'; driftAlarmId: string }
    | { kind: 'alert'; detail: string; transactionId?: string; caseId?: string; driftAlarmId?: string }
    | { kind: 'channel_disabled'; detail: string }
    | { kind: 'change_waits' | 'change_decided'; changeId: string; detail: string }
  )

/** Notifies users within the caller's transaction, but those who do not want this kind. */
export async function notify(tx: TenantClient, tenantId: string, event: NewNotification): Promise<void> {
  const { userIds: named, at: createdAt, ...rest } = event
  const others = [...new Set(named)].filter((userId) => userId !== event.actorId)
  if (others.length === 0) return
  const muted = await tx.user.findMany({
    where: { tenantId, id: { in: others }, mutedNotifications: { has: event.kind } },
    select: { id: true },
  })
  const userIds = others.filter((userId) => !muted.some(({ id }) => id === userId))
  if (userIds.length === 0) return
  await tx.notification.createMany({
    data: userIds.map((userId) => ({ tenantId, id: newId(), userId, createdAt, ...rest })),
  })
  await announceNotifications(tx, tenantId, userIds)
}

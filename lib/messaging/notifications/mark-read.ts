import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { withTenant } from '@/lib/platform/db'
import type { CappedCount } from '@/lib/contract/capped-count'
import { countUnread } from './queries'
import type { ReadNotifications } from './schema'

/** Marks one's own notifications as read; those of others and those read before stay as they are. */
export async function markRead(ctx: Context, which: ReadNotifications): Promise<{ unread: CappedCount }> {
  authorize(ctx, 'case:read')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const { count } = await tx.notification.updateMany({
      where: { tenantId, userId, readAt: null, ...(which.ids && { id: { in: which.ids } }) },
      data: { readAt: new Date() },
    })
    // Other tabs of the same user show the same count.
    if (count > 0) await announce(tx, tenantId, { kind: 'notifications.changed', payload: { userId } })
    return { unread: await countUnread(tx, tenantId, userId) }
  })
}

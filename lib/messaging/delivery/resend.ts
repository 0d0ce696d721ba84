import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { giveUpAt } from './message'
import { findDelivery } from './queries'
import type { Delivery } from './schema'

/**
 * Sends a message that has ended once more through its channel, with its first `webhook-id` and all retries.
 * @throws AppError not-found, conflict where it waits already or its channel is off, deleted or in the product
 */
export async function resend(ctx: Context, id: string, now = new Date()): Promise<Delivery> {
  authorize(ctx, 'alert:manage')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const delivery = await findDelivery(tx, tenantId, id)
    const channel = await tx.alertChannel.findFirst({ where: { tenantId, id: delivery.channel.id } })
    const reason =
      channel === null
        ? 'The channel is deleted.'
        : !channel.enabled
          ? 'The channel is off. Switch it on first.'
          : channel.kind === 'in_app'
            ? 'Notifications in the product are not sent again.'
            : null
    if (reason !== null) throw new AppError('conflict', { detail: reason })
    const { count } = await tx.alertDelivery.updateMany({
      where: { tenantId, id, status: { not: 'waiting' } },
      data: { status: 'waiting', attempts: 0, nextAttemptAt: now, giveUpAt: giveUpAt(now), finishedAt: null },
    })
    if (count === 0) throw new AppError('conflict', { detail: 'The message waits to be sent already.' })
    await writeAudit(tx, ctx, {
      action: 'alert-delivery.resent',
      objectKind: 'alert-delivery',
      objectId: id,
      after: { channel: delivery.channel.name, title: delivery.title },
    })
    return findDelivery(tx, tenantId, id)
  })
}

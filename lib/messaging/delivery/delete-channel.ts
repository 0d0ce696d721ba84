import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { lockChannel } from './find-channel'

/** Deletes a channel that no rule uses. Deliveries that wait end as failed; the log keeps them. @throws AppError not-found, conflict */
export async function deleteChannel(ctx: Context, id: string): Promise<void> {
  authorize(ctx, 'alert:manage')
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    const { name, kind, target } = await lockChannel(tx, tenantId, id)
    const users = await tx.alertRule.findMany({
      where: { tenantId, channelIds: { has: id } },
      select: { name: true },
      orderBy: { name: 'asc' },
      take: 3,
    })
    if (users.length > 0) {
      const names = users.map((rule) => `"${rule.name}"`).join(', ')
      throw new AppError('conflict', {
        detail: `Rules use this channel: ${names}. Give them other channels first.`,
      })
    }
    await tx.alertDelivery.updateMany({
      where: { tenantId, channelId: id, status: 'waiting' },
      data: { status: 'failed', finishedAt: new Date(), error: 'The channel was deleted' },
    })
    await tx.alertChannel.deleteMany({ where: { tenantId, id } })
    await writeAudit(tx, ctx, {
      action: 'alert-channel.deleted',
      objectKind: 'alert-channel',
      objectId: id,
      before: { name, kind, target },
    })
  })
}

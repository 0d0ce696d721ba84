import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { HOUR_MS } from '@/lib/platform/time'
import { lockChannel } from './find-channel'
import { presentChannel } from './present'
import { type ChannelWithSecret, OVERLAP_HOURS } from './schema'
import { newSecret, sealSecret } from './secrets'

/**
 * Replaces the secret of a signed webhook. For 24 hours messages carry the signatures of both secrets; of two rotations
 * within this time the oldest secret is dropped. @throws AppError not-found, conflict for another kind of channel
 */
export async function rotateSecret(ctx: Context, id: string, now = new Date()): Promise<ChannelWithSecret> {
  authorize(ctx, 'alert:manage')
  const tenantId = ctx.tenant.id
  const secret = newSecret()
  return withTenant({ tenantId }, async (tx) => {
    const before = await lockChannel(tx, tenantId, id)
    if (before.kind !== 'webhook') {
      throw new AppError('conflict', { detail: 'Only signed webhooks have a secret.' })
    }
    const until = new Date(now.getTime() + OVERLAP_HOURS * HOUR_MS)
    await tx.alertChannel.updateMany({
      where: { tenantId, id },
      data: {
        secretSealed: sealSecret(secret),
        previousSecretSealed: before.secretSealed,
        previousSecretUntil: until,
        version: { increment: 1 },
      },
    })
    await writeAudit(tx, ctx, {
      action: 'alert-channel.secret-rotated',
      objectKind: 'alert-channel',
      objectId: id,
      after: { name: before.name, previous_secret_until: until.toISOString() },
    })
    return { ...presentChannel(await lockChannel(tx, tenantId, id), now), secret }
  })
}

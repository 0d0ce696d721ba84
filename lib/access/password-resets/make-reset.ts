import { writeAudit } from '@/lib/access/audit'
import { deliveryOf, linkWith, newLinkToken } from '@/lib/access/auth'
import type { LinkDelivery } from '@/lib/access/auth/schema'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { afterCommit, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { mailReset } from './mail-reset'
import { MADE_RESET_HOURS, type MadeReset } from './schema'
import { storeReset } from './store-reset'

/**
 * Makes a link with which a user sets a new password. The password and the sessions stay until it is used.
 * @throws AppError missing-permission, not-found, conflict for oneself or a disabled user, mail-not-configured
 */
export async function makeReset(ctx: Context, userId: string, deliver: LinkDelivery): Promise<MadeReset> {
  authorize(ctx, 'user:manage')
  const createdBy = requireUserId(ctx)
  if (userId === createdBy)
    throw new AppError('conflict', { detail: 'Change your own password in your settings.' })
  const { tenant, requestId } = ctx
  const tenantId = tenant.id
  const delivery = deliveryOf(deliver)
  const token = newLinkToken(tenantId)
  const { user, expiresAt } = await withTenant({ tenantId }, async (tx) => {
    const found = await tx.user.findFirst({ where: { id: userId } })
    if (!found) throw new AppError('not-found')
    if (found.status !== 'active') throw new AppError('conflict', { detail: 'Enable the user first.' })
    const reset = await storeReset(tx, token, {
      tenantId,
      userId,
      createdBy,
      delivery,
      hours: MADE_RESET_HOURS,
    })
    await writeAudit(tx, ctx, {
      action: 'user.reset-requested',
      objectKind: 'user',
      objectId: userId,
      after: { delivery, expiresAt: reset.expiresAt.toISOString() },
    })
    return { user: found, expiresAt: reset.expiresAt.toISOString() }
  })
  if (delivery === 'shown') return { expires_at: expiresAt, link: linkWith('/reset-password', token) }
  const recipient = {
    tenantId,
    requestId,
    email: user.email,
    name: user.fullName,
    institution: tenant.name,
    hours: MADE_RESET_HOURS,
  }
  afterCommit(() => mailReset(recipient, token))
  return { expires_at: expiresAt, link: null }
}

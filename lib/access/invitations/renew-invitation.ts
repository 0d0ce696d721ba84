import { writeAudit } from '@/lib/access/audit'
import { deliveryOf, newLinkToken } from '@/lib/access/auth'
import type { LinkDelivery } from '@/lib/access/auth/schema'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { deliverInvitation } from './deliver'
import { linkEnd } from './invite-user'
import { presentInvitation } from './present'
import { nameOf } from './queries'
import type { MadeInvitation } from './schema'

/**
 * Makes a new link for an open invitation, which now is the caller's; the former link no longer works.
 * @throws AppError missing-permission, not-found where it is accepted or withdrawn, mail-not-configured
 */
export async function renewInvitation(
  ctx: Context,
  id: string,
  deliver: LinkDelivery,
): Promise<MadeInvitation> {
  authorize(ctx, 'user:manage')
  const invitedBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const token = newLinkToken(tenantId)
  const data = {
    tokenHash: token.tokenHash,
    invitedBy,
    delivery: deliveryOf(deliver),
    expiresAt: linkEnd(),
  }
  const invitation = await withTenant({ tenantId }, async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id, acceptedAt: null, withdrawnAt: null },
      data,
    })
    if (count === 0) throw new AppError('not-found')
    await writeAudit(tx, ctx, {
      action: 'user.invitation-renewed',
      objectKind: 'invitation',
      objectId: id,
      after: { delivery: data.delivery, expiresAt: data.expiresAt.toISOString() },
    })
    const row = await tx.invitation.findFirstOrThrow({ where: { id } })
    return presentInvitation(row, await nameOf(tx, tenantId, invitedBy))
  })
  return deliverInvitation(ctx, invitation, token)
}

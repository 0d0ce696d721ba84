import { writeAudit } from '@/lib/access/audit'
import { deliveryOf, newLinkToken } from '@/lib/access/auth'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { deliverInvitation } from './deliver'
import { presentInvitation } from './present'
import { nameOf } from './queries'
import { INVITATION_HOURS, type MadeInvitation, type NewInvitation } from './schema'

/**
 * Invites somebody by a single-use link, which goes out by e-mail or stands in this result.
 * @throws AppError missing-permission, conflict for an address that is a user or is invited, mail-not-configured
 */
export async function inviteUser(ctx: Context, input: NewInvitation): Promise<MadeInvitation> {
  authorize(ctx, 'user:manage')
  const invitedBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const token = newLinkToken(tenantId)
  const { email, full_name: fullName, role } = input
  const row = {
    tenantId,
    id: newId(),
    email,
    fullName,
    role,
    tokenHash: token.tokenHash,
    invitedBy,
    delivery: deliveryOf(input.deliver),
    expiresAt: linkEnd(),
  }
  const invitation = await withTenant({ tenantId }, async (tx) => {
    await requireNewAddress(tx, email)
    const created = await tx.invitation.create({ data: row })
    const after = { email, role, delivery: row.delivery, expiresAt: row.expiresAt.toISOString() }
    await writeAudit(tx, ctx, { action: 'user.invited', objectKind: 'invitation', objectId: row.id, after })
    return presentInvitation(created, await nameOf(tx, tenantId, invitedBy))
  }).catch(rejectInvited)
  return deliverInvitation(ctx, invitation, token)
}

export const linkEnd = (): Date => new Date(Date.now() + INVITATION_HOURS * 3_600_000)

async function requireNewAddress(tx: TenantClient, email: string): Promise<void> {
  if (await tx.user.findFirst({ where: { email }, select: { id: true } }))
    throw new AppError('conflict', { detail: 'A user of the institution has this e-mail address.' })
}

/** Of two invitations of one address at the same time, the database takes one. */
function rejectInvited(error: unknown): never {
  if (!isUniqueViolation(error)) throw error
  throw new AppError('conflict', {
    detail: 'This e-mail address is invited already. Make a new link, or withdraw the invitation.',
  })
}

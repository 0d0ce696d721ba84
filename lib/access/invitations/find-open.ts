import { invalidLink, requireLinkToken } from '@/lib/access/auth'
import { type Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { type InvitationRow, presentOpenInvitation } from './present'
import type { OpenInvitation } from './schema'

type TenantRow = Prisma.TenantGetPayload<object>

/** What a link invites to, for the screen that asks for a password. @throws AppError invalid-link */
export async function readInvitation(token: string): Promise<OpenInvitation> {
  const read = requireLinkToken(token)
  return withTenant({ tenantId: read.tenantId }, async (tx) => {
    const { invitation, tenant } = await findOpen(tx, read.tokenHash)
    return presentOpenInvitation(invitation, tenant.name)
  })
}

/**
 * The open invitation of a link, and its institution. The link of an administrator who is disabled or no administrator
 * any more does not work: it could be their own way back.
 * @throws AppError invalid-link
 */
export async function findOpen(
  tx: TenantClient,
  tokenHash: Buffer<ArrayBuffer>,
): Promise<{ invitation: InvitationRow; tenant: TenantRow }> {
  const invitation = await tx.invitation.findFirst({
    where: { tokenHash, acceptedAt: null, withdrawnAt: null, expiresAt: { gt: new Date() } },
  })
  const inviter =
    invitation &&
    (await tx.user.findFirst({ where: { id: invitation.invitedBy, status: 'active', role: 'admin' } }))
  const tenant = inviter && (await tx.tenant.findFirst({ where: { status: 'active' } }))
  if (!invitation || !tenant) throw invalidLink()
  return { invitation, tenant }
}

import { writeAudit } from '@/lib/access/audit'
import { hashNewPassword, invalidLink, requireLinkToken } from '@/lib/access/auth'
import type { SignInHint } from '@/lib/access/auth/schema'
import { createUserWithHash } from '@/lib/access/users'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { findOpen } from './find-open'
import { roleOf } from './present'
import type { Acceptance } from './schema'

/**
 * Makes the invited person a user with the chosen password. A link works once.
 * @throws AppError invalid-link, invalid-request for the password, conflict for an address that became a user, overloaded
 */
export async function acceptInvitation(
  { token, full_name: fullName, password }: Acceptance,
  requestId: string,
): Promise<SignInHint> {
  const { tenantId, tokenHash } = requireLinkToken(token)
  // Checked first, so that a wrong link costs no password hash, and hashed outside of the transaction that uses the link.
  const { invitation } = await withTenant({ tenantId }, (tx) => findOpen(tx, tokenHash))
  const passwordHash = await hashNewPassword(password, { email: invitation.email, fullName }, 'password')
  return await withTenant({ tenantId }, async (tx) => {
    const { tenant } = await useLink(tx, tokenHash)
    const { email } = invitation
    const role = roleOf(invitation)
    const user = await createUserWithHash(tx, { tenantId, email, fullName, role, passwordHash })
    const ctx = { tenant: { id: tenantId }, actor: { kind: 'system', id: 'invitation' } as const, requestId }
    const after = { role, status: user.status, invitation: invitation.id, invitedBy: invitation.invitedBy }
    await writeAudit(tx, ctx, { action: 'user.created', objectKind: 'user', objectId: user.id, after })
    return { email, tenant: tenant.slug }
  }).catch(rejectKnown)
}

/** Of two acceptances at the same time, one uses the link. */
async function useLink(tx: TenantClient, tokenHash: Buffer<ArrayBuffer>) {
  const found = await findOpen(tx, tokenHash)
  const { count } = await tx.invitation.updateMany({
    where: { id: found.invitation.id, tokenHash, acceptedAt: null, withdrawnAt: null },
    data: { acceptedAt: new Date() },
  })
  if (count === 0) throw invalidLink()
  return found
}

function rejectKnown(error: unknown): never {
  if (!isUniqueViolation(error)) throw error
  throw new AppError('conflict', { detail: 'A user of the institution has this e-mail address.' })
}

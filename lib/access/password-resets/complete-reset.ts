import { writeAudit } from '@/lib/access/audit'
import {
  forgetSessions,
  hashNewPassword,
  invalidLink,
  replacePassword,
  requireLinkToken,
} from '@/lib/access/auth'
import type { SignInHint } from '@/lib/access/auth/schema'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import type { ResetCompletion } from './schema'

/**
 * Sets the password of the user whose link it is, and ends all their sessions. A link works once.
 * @throws AppError invalid-link, invalid-request for the password, conflict, overloaded
 */
export async function completeReset(
  { token, password }: ResetCompletion,
  requestId: string,
): Promise<SignInHint> {
  const { tenantId, tokenHash } = requireLinkToken(token)
  const { user } = await withTenant({ tenantId }, (tx) => findOpen(tx, tokenHash))
  const { email, fullName } = user
  const newHash = await hashNewPassword(password, { email, fullName }, 'password')
  const hint = await withTenant({ tenantId }, async (tx) => {
    const { tenant, id, createdBy } = await findOpen(tx, tokenHash)
    const { count } = await tx.passwordReset.updateMany({
      where: { id, usedAt: null },
      data: { usedAt: new Date() },
    })
    if (count === 0) throw invalidLink()
    const change = { userId: user.id, oldHash: user.passwordHash, newHash, keptSessionId: null }
    const sessionsEnded = await replacePassword(tx, change)
    const ctx = {
      tenant: { id: tenantId },
      actor: { kind: 'system', id: 'password-reset' } as const,
      requestId,
    }
    const after = { sessionsEnded, madeBy: createdBy }
    await writeAudit(tx, ctx, { action: 'user.password-reset', objectKind: 'user', objectId: user.id, after })
    return { email, tenant: tenant.slug }
  })
  forgetSessions()
  return hint
}

/** The open link, its user and institution. It ends with the administrator who made it. @throws AppError invalid-link */
async function findOpen(tx: TenantClient, tokenHash: Buffer<ArrayBuffer>) {
  const reset = await tx.passwordReset.findFirst({
    where: { tokenHash, usedAt: null, expiresAt: { gt: new Date() } },
  })
  if (!reset) throw invalidLink()
  const { id, userId, createdBy } = reset
  const user = await tx.user.findFirst({ where: { id: userId, status: 'active' } })
  const tenant = await tx.tenant.findFirst({ where: { status: 'active' } })
  const maker =
    createdBy === null ||
    (await tx.user.findFirst({ where: { id: createdBy, status: 'active', role: 'admin' } }))
  if (!user || !tenant || !maker) throw invalidLink()
  return { id, user, tenant, createdBy }
}

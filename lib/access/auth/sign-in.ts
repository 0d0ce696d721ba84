import { writeAudit } from '@/lib/access/audit'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { ACCESS_TOKEN_MINUTES } from './access-token'
import { SESSION_HOURS } from './browser-session'
import { isRole, type Role } from '@/lib/contract/permissions'
import { accountOf, deviceCookie, knownDevice } from './known-device'
import { type LoginInput, SIGN_IN_FAILED } from './schema'
import type { SessionKind } from './sessions'
import { type SignInOrigin, verifyCredentials } from './verify-credentials'

const LIFETIME_MS: Record<SessionKind, number> = {
  token: ACCESS_TOKEN_MINUTES * 60_000,
  browser: SESSION_HOURS * 3_600_000,
}

export interface SignedIn {
  tenantId: string
  sessionId: string
  userId: string
  role: Role
  name: string
  email: string
  /** The Set-Cookie header that makes the device known. */
  deviceCookie: string
}

/**
 * Checks the credentials and creates a new session.
 * @throws AppError as verifyCredentials does
 */
export async function signIn(input: LoginInput, kind: SessionKind, origin: SignInOrigin): Promise<SignedIn> {
  const { tenant_id: tenantId, user_id: userId } = await verifyCredentials(input, origin)
  const sessionId = newId()
  const now = Date.now()
  return withTenant({ tenantId }, async (tx) => {
    const user = await tx.user.findFirst({ where: { id: userId, status: 'active' } })
    if (!user || !isRole(user.role)) throw new AppError('invalid-credentials', { detail: SIGN_IN_FAILED })
    await tx.session.create({
      data: {
        tenantId,
        id: sessionId,
        userId,
        kind,
        ip: origin.ip,
        userAgent: origin.userAgent?.slice(0, 256) ?? null,
        expiresAt: new Date(now + LIFETIME_MS[kind]),
      },
    })
    const account = accountOf(input.email)
    const signedIn = {
      tenantId,
      sessionId,
      userId,
      role: user.role,
      name: user.fullName,
      email: user.email,
      deviceCookie: deviceCookie(account, knownDevice(account, origin.cookies)),
    }
    const actor = {
      kind: 'user',
      id: userId,
      sessionId,
      role: user.role,
      name: user.fullName,
      email: user.email,
    } as const
    await writeAudit(
      tx,
      { tenant: { id: tenantId }, actor, requestId: origin.requestId },
      {
        action: 'session.opened',
        objectKind: 'session',
        objectId: sessionId,
        after: { kind, ip: origin.ip },
      },
    )
    return signedIn
  })
}

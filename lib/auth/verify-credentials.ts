import { writeAudit } from '@/lib/audit'
import { findLoginCandidates, type LoginCandidate, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { inBackground } from './background'
import { needsRehash, hashPassword, verifyPassword } from './password'
import { type LoginInput, SIGN_IN_FAILED } from './schema'
import { beginSignInAttempt } from './sign-in-throttle'

/** Where a sign-in comes from. */
export interface SignInOrigin {
  ip: string
  userAgent: string | null
  requestId: string
}

/**
 * The one check of e-mail and password, behind the API and the login screen alike. Unknown, wrong, disabled and
 * ambiguous answer the same after the same work.
 * @throws AppError invalid-credentials, tenant-suspended (password right), too-many-requests, overloaded
 */
export async function verifyCredentials(input: LoginInput, origin: SignInOrigin): Promise<LoginCandidate> {
  const attempt = await beginSignInAttempt(input.email, origin.ip)
  const judged = await judge(input).catch(async (error: unknown) => {
    await attempt.refunded()
    throw error
  })
  const { candidate, correct } = judged
  if (!candidate || !correct || candidate.user_status !== 'active') {
    if (candidate) noteFailure(candidate, origin)
    throw new AppError('invalid-credentials', { detail: SIGN_IN_FAILED })
  }
  await attempt.succeeded()
  if (candidate.tenant_status !== 'active') throw new AppError('tenant-suspended')
  if (needsRehash(candidate.password_hash)) rehash(candidate, input.password)
  return candidate
}

async function judge({ email, password, tenant }: LoginInput) {
  const known = await findLoginCandidates(email)
  const matching = tenant === undefined ? known : known.filter((one) => one.tenant_slug === tenant)
  const candidate = matching.length === 1 ? matching[0] : undefined
  return { candidate, correct: await verifyPassword(candidate?.password_hash ?? null, password) }
}

/** Noted after the answer and at a random moment, so that a known address does not answer later than an unknown one. */
function noteFailure({ tenant_id: tenantId, user_id: userId }: LoginCandidate, origin: SignInOrigin): void {
  inBackground('note failed sign-in', async () => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 500))
    const ctx = {
      tenant: { id: tenantId },
      actor: { kind: 'system', id: 'sign-in' } as const,
      requestId: origin.requestId,
    }
    await withTenant({ tenantId }, (tx) =>
      writeAudit(tx, ctx, {
        action: 'session.refused',
        objectKind: 'user',
        objectId: userId,
        after: { ip: origin.ip },
      }),
    )
  })
}

function rehash(
  { tenant_id: tenantId, user_id: id, password_hash: old }: LoginCandidate,
  password: string,
): void {
  inBackground('rehash password', async () => {
    const passwordHash = await hashPassword(password)
    await withTenant({ tenantId }, (tx) =>
      tx.user.updateMany({ where: { id, passwordHash: old }, data: { passwordHash } }),
    )
  })
}

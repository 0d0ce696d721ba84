import { findLoginCandidate, type LoginCandidate, withTenant } from '@/lib/platform/db'
import { AppError, isAppError } from '@/lib/platform/errors'
import { inBackground } from '@/lib/platform/background'
import { noteFailedSignIn, noteThrottledSignIn } from './note-rejections'
import { needsRehash, hashPassword, verifyPassword } from './password'
import { type LoginInput, SIGN_IN_FAILED } from './schema'
import { beginSignInAttempt } from './sign-in-throttle'

/** The origin of a sign-in. */
export interface SignInOrigin {
  ip: string
  userAgent: string | null
  requestId: string
  /** The Cookie header, which may prove that the device is known. */
  cookies: string | null
}

/**
 * Checks e-mail and password, for the API and the sign-in screen. Unknown, wrong, disabled and ambiguous get the same
 * result after the same work.
 * @throws AppError invalid-credentials, tenant-suspended (password right), too-many-requests, overloaded
 */
export async function verifyCredentials(input: LoginInput, origin: SignInOrigin): Promise<LoginCandidate> {
  const attempt = await beginSignInAttempt(input.email, origin.ip, origin.cookies).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'too-many-requests') noteThrottledSignIn(input, origin)
    throw error
  })
  const judged = await judge(input).catch(async (error: unknown) => {
    await attempt.refunded()
    throw error
  })
  const { candidate, correct } = judged
  if (!candidate || !correct || candidate.user_status !== 'active') {
    if (candidate) noteFailedSignIn(candidate, origin)
    throw new AppError('invalid-credentials', { detail: SIGN_IN_FAILED })
  }
  await attempt.succeeded()
  if (candidate.tenant_status !== 'active') throw new AppError('tenant-suspended')
  if (needsRehash(candidate.password_hash)) rehash(candidate, input.password)
  return candidate
}

async function judge({ email, password, tenant }: LoginInput) {
  const candidate = await findLoginCandidate(email, tenant)
  return { candidate, correct: await verifyPassword(candidate?.password_hash ?? null, password) }
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

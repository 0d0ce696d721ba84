import { writeAudit } from '@/lib/access/audit'
import type { Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { hashNewPassword } from './new-password'
import { verifyPassword } from './password'
import { replacePassword } from './replace-password'
import type { PasswordChange } from './schema'
import { beginSignInAttempt } from './sign-in-throttle'
import { forgetSessions } from './sessions'

/**
 * Changes the own password and ends the user's other sessions. Wrong old passwords count as failed sign-ins of this place.
 * @throws AppError missing-permission, invalid-request, too-many-requests, overloaded, conflict
 */
export async function changePassword(
  ctx: Context,
  { current_password: current, new_password: chosen }: PasswordChange,
  origin: { ip: string; cookies: string | null },
): Promise<void> {
  const { actor, tenant } = ctx
  if (actor.kind !== 'user')
    throw new AppError('missing-permission', { detail: 'Only a signed-in user has a password.' })
  const tenantId = tenant.id
  const { passwordHash: oldHash } = await withTenant({ tenantId }, (tx) =>
    tx.user.findFirstOrThrow({ where: { id: actor.id } }),
  )
  await checkCurrent(actor.email, oldHash, current, origin)
  if (current === chosen) throw wrong('new_password', 'must differ from the current password')
  const newHash = await hashNewPassword(chosen, { email: actor.email, fullName: actor.name }, 'new_password')
  await withTenant({ tenantId }, async (tx) => {
    const change = { userId: actor.id, oldHash, newHash, keptSessionId: actor.sessionId }
    const ended = await replacePassword(tx, change)
    await writeAudit(tx, ctx, {
      action: 'user.password-changed',
      objectKind: 'user',
      objectId: actor.id,
      after: { sessionsEnded: ended },
    })
  })
  forgetSessions()
}

async function checkCurrent(
  email: string,
  hash: string,
  password: string,
  { ip, cookies }: { ip: string; cookies: string | null },
): Promise<void> {
  const attempt = await beginSignInAttempt(email, ip, cookies)
  const correct = await verifyPassword(hash, password).catch(async (error: unknown) => {
    await attempt.refunded()
    throw error
  })
  if (!correct) throw wrong('current_password', 'is wrong')
  await attempt.succeeded()
}

const wrong = (field: string, reason: string): AppError =>
  new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })

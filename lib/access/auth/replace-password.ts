import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

interface NewPassword {
  userId: string
  /** The hash that the request has seen; another one means that the password changed meanwhile. */
  oldHash: string
  newHash: string
  /** The session that stays, of the user who changes the own password. */
  keptSessionId: string | null
}

/**
 * Stores a new password within the caller's transaction. Ends the other sessions of the user and every open link to set
 * a password.
 * @returns the number of sessions that ended
 * @throws AppError conflict where the password changed meanwhile
 */
export async function replacePassword(tx: TenantClient, change: NewPassword): Promise<number> {
  const { userId, oldHash, newHash, keptSessionId } = change
  const at = new Date()
  const { count } = await tx.user.updateMany({
    where: { id: userId, passwordHash: oldHash },
    data: { passwordHash: newHash, updatedAt: at },
  })
  if (count === 0) throw new AppError('conflict', { detail: 'The password was changed meanwhile.' })
  await tx.passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: at } })
  return await endSessions(tx, userId, keptSessionId)
}

/** Ends the sessions of a user, but one where it is named. Returns how many. The caller forgets them after the commit. */
export async function endSessions(
  tx: TenantClient,
  userId: string,
  keptSessionId: string | null,
): Promise<number> {
  const now = new Date()
  const open = { userId, revokedAt: null, expiresAt: { gt: now } }
  const where = keptSessionId === null ? open : { ...open, id: { not: keptSessionId } }
  const { count } = await tx.session.updateMany({ where, data: { revokedAt: now } })
  return count
}

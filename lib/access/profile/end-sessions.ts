import { writeAudit } from '@/lib/access/audit'
import { endSessions, forgetSession, forgetSessions } from '@/lib/access/auth'
import type { Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { requireSelf } from './require-self'

/**
 * Ends one of the own sessions, also that of the request.
 * @throws AppError missing-permission, not-found for a session that has ended or belongs to another user
 */
export async function endOwnSession(ctx: Context, id: string): Promise<void> {
  const { id: userId } = requireSelf(ctx)
  const tenantId = ctx.tenant.id
  await withTenant({ tenantId }, async (tx) => {
    const now = new Date()
    const { count } = await tx.session.updateMany({
      where: { id, userId, revokedAt: null, expiresAt: { gt: now } },
      data: { revokedAt: now },
    })
    if (count === 0) throw new AppError('not-found')
    await writeAudit(tx, ctx, { action: 'session.ended', objectKind: 'session', objectId: id })
  })
  forgetSession(tenantId, id)
}

/** Ends all own sessions but that of the request. Returns how many. @throws AppError missing-permission */
export async function endOtherSessions(ctx: Context): Promise<{ ended: number }> {
  const { id: userId, sessionId } = requireSelf(ctx)
  const ended = await withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const count = await endSessions(tx, userId, sessionId)
    if (count === 0) return 0
    const after = { sessions: count, kept: sessionId }
    await writeAudit(tx, ctx, { action: 'user.sessions-ended', objectKind: 'user', objectId: userId, after })
    return count
  })
  forgetSessions()
  return { ended }
}

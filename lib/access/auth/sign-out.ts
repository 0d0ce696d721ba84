import { writeAudit } from '@/lib/access/audit'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { Context } from '@/lib/contract/context'
import { forgetSession } from './sessions'

/**
 * Ends the session of the request: its token or cookie is rejected from now on.
 * @throws AppError missing-permission for a machine key, which has no session
 */
export async function signOut(ctx: Context): Promise<void> {
  const { actor, tenant } = ctx
  if (actor.kind !== 'user') {
    throw new AppError('missing-permission', { detail: 'A key has no session to end. Revoke it instead.' })
  }
  await withTenant({ tenantId: tenant.id }, async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: actor.sessionId, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    if (count === 1) {
      await writeAudit(tx, ctx, { action: 'session.ended', objectKind: 'session', objectId: actor.sessionId })
    }
  })
  forgetSession(tenant.id, actor.sessionId)
}

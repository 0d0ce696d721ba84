import { writeAudit } from '@/lib/access/audit'
import { endSessions, forgetSessions } from '@/lib/access/auth'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

/**
 * Ends all sessions of a user: here from the next request on, on other servers within 15 seconds. An administrator who
 * names their own account is signed out, too.
 * @throws AppError missing-permission, not-found
 */
export async function endUserSessions(ctx: Context, id: string): Promise<void> {
  authorize(ctx, 'user:manage')
  await withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const user = await tx.user.findFirst({ where: { id }, select: { id: true } })
    if (!user) throw new AppError('not-found')
    const sessions = await endSessions(tx, id, null)
    if (sessions === 0) return
    await writeAudit(tx, ctx, {
      action: 'user.sessions-ended',
      objectKind: 'user',
      objectId: id,
      after: { sessions },
    })
  })
  forgetSessions()
}

import { type AuditAction, writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { endSessions, forgetApiKeys, forgetSessions } from '@/lib/access/auth'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { presentUser } from './present'
import type { User, UserChange } from './schema'

/**
 * Changes a user's role, or disables or enables the account. It takes effect here at the user's next request, on other
 * servers within 15 seconds. Disabling ends the user's sessions, which stay ended when the account is enabled
 * again, and stops the user's API keys until they are handed over or the account is enabled again.
 * @param version the version that the caller has seen; null for any
 * @throws AppError missing-permission, not-found, version-conflict, conflict for oneself or the last administrator
 */
export async function changeUser(
  ctx: Context,
  id: string,
  change: UserChange,
  version: number | null = null,
): Promise<User> {
  authorize(ctx, 'user:manage')
  if (ctx.actor.id === id)
    throw new AppError('conflict', { detail: 'You cannot change your own role or status.' })
  const changed = await withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    await lockAdministrators(tx)
    await tx.$queryRaw`select 1 from users where tenant_id = ${ctx.tenant.id}::uuid and id = ${id}::uuid for update`
    const before = await tx.user.findFirst({ where: { id } })
    if (!before) throw new AppError('not-found')
    if (version !== null && version !== before.version)
      throw new AppError('version-conflict', { currentVersion: before.version })
    const after = { ...before, ...change, version: before.version + 1 }
    await tx.user.updateMany({
      where: { id },
      data: { ...change, version: after.version, updatedAt: new Date() },
    })
    await keepOneAdministrator(tx)
    if (after.status === 'disabled') await endSessions(tx, id, null)
    await writeAudit(tx, ctx, {
      action: actionOf(change),
      objectKind: 'user',
      objectId: id,
      before: { role: before.role, status: before.status },
      after: { role: after.role, status: after.status },
    })
    return presentUser(after)
  })
  forgetSessions()
  forgetApiKeys()
  return changed
}

function actionOf({ role, status }: UserChange): AuditAction {
  if (role !== undefined) return 'user.role-changed'
  return status === 'disabled' ? 'user.disabled' : 'user.enabled'
}

/** Two administrators who demote each other at the same moment must not both succeed. */
const lockAdministrators = (tx: TenantClient) =>
  tx.$queryRaw`select id from users where role = 'admin' and status = 'active' order by id for update`

async function keepOneAdministrator(tx: TenantClient): Promise<void> {
  if ((await tx.user.count({ where: { role: 'admin', status: 'active' } })) === 0) {
    throw new AppError('conflict', { detail: 'The institution needs at least one active administrator.' })
  }
}

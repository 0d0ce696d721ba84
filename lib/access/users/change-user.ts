import { type AuditAction, writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import type { Role } from '@/lib/contract/permissions'
import { forgetSessions } from '@/lib/access/auth'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { toUser, type UserRecord } from './record'
import type { UserStatus } from './schema'

/**
 * Gives a person another role. It counts here at their next request, everywhere within 15 seconds.
 * @throws AppError missing-permission, not-found, conflict for one's own role or the last administrator
 */
export const changeRole = (ctx: Context, userId: string, role: Role): Promise<UserRecord> =>
  changeUser(ctx, userId, { role }, 'user.role-changed')

/**
 * Closes a person's account and ends their sessions.
 * @throws AppError missing-permission, not-found, conflict for oneself or the last administrator
 */
export const disableUser = (ctx: Context, userId: string): Promise<UserRecord> =>
  changeUser(ctx, userId, { status: 'disabled' }, 'user.disabled')

/** Opens a closed account again; the sessions stay ended. */
export const enableUser = (ctx: Context, userId: string): Promise<UserRecord> =>
  changeUser(ctx, userId, { status: 'active' }, 'user.enabled')

type Change = { role: Role } | { status: UserStatus }

async function changeUser(
  ctx: Context,
  id: string,
  change: Change,
  action: AuditAction,
): Promise<UserRecord> {
  authorize(ctx, 'user:manage')
  if (ctx.actor.id === id)
    throw new AppError('conflict', { detail: 'Nobody changes their own role or status.' })
  const changed = await withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    await lockAdministrators(tx)
    const before = await tx.user.findFirst({ where: { id } })
    if (!before) throw new AppError('not-found')
    await tx.user.updateMany({ where: { id }, data: { ...change, updatedAt: new Date() } })
    const after = { ...before, ...change }
    await keepOneAdministrator(tx)
    if (after.status === 'disabled') {
      await tx.session.updateMany({ where: { userId: id, revokedAt: null }, data: { revokedAt: new Date() } })
    }
    await writeAudit(tx, ctx, {
      action,
      objectKind: 'user',
      objectId: id,
      before: { role: before.role, status: before.status },
      after: { role: after.role, status: after.status },
    })
    return toUser(after)
  })
  forgetSessions()
  return changed
}

/** Two administrators who demote each other at the same moment must not both succeed. */
const lockAdministrators = (tx: TenantClient) =>
  tx.$queryRaw`select id from users where role = 'admin' and status = 'active' order by id for update`

async function keepOneAdministrator(tx: TenantClient): Promise<void> {
  if ((await tx.user.count({ where: { role: 'admin', status: 'active' } })) === 0) {
    throw new AppError('conflict', { detail: 'The institution needs at least one active administrator.' })
  }
}

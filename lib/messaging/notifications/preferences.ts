import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { NOTIFICATION_KINDS, type NotificationKind, type NotificationPreferences } from './schema'

/** The kinds that the user does not want. */
export async function getPreferences(ctx: Context): Promise<NotificationPreferences> {
  authorize(ctx, 'case:read')
  const id = requireUserId(ctx)
  const muted = await withTenant({ tenantId: ctx.tenant.id }, (tx) => readMuted(tx, id))
  return { muted }
}

/** Sets the kinds that the user does not want. Notifications that exist stay. */
export async function setPreferences(
  ctx: Context,
  { muted: wanted }: NotificationPreferences,
): Promise<NotificationPreferences> {
  authorize(ctx, 'case:read')
  const id = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const muted = NOTIFICATION_KINDS.filter((kind) => wanted.includes(kind))
  return withTenant({ tenantId }, async (tx) => {
    await tx.$queryRaw`select 1 from users where tenant_id = ${tenantId}::uuid and id = ${id}::uuid for update`
    const before = await readMuted(tx, id)
    if (before.join() === muted.join()) return { muted }
    await tx.user.updateMany({ where: { id }, data: { mutedNotifications: muted } })
    await writeAudit(tx, ctx, {
      action: 'user.preferences-changed',
      objectKind: 'user',
      objectId: id,
      before: { muted: before },
      after: { muted },
    })
    return { muted }
  })
}

/** In the order of the kinds; a kind of a later release is left out. */
async function readMuted(tx: TenantClient, id: string): Promise<NotificationKind[]> {
  const { mutedNotifications } = await tx.user.findFirstOrThrow({ where: { id } })
  return NOTIFICATION_KINDS.filter((kind) => mutedNotifications.includes(kind))
}

import { uuid } from '@/lib/contract/uuid'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { type CappedCount, COUNT_CAP, toCappedCount } from '@/lib/contract/capped-count'
import { type NotificationRow, presentNotification } from './present'
import { KEEP_DAYS, type NotificationPage } from './schema'

const LIST = ['notifications']
const cursors = cursorCodec(uuid)

/** The user's own notifications, newest first, and how many of all are unread. */
export async function listNotifications(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<NotificationPage> {
  authorize(ctx, 'case:read')
  const before = cursor === undefined ? null : cursors.decode(LIST, cursor)
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const rows = await tx.$queryRaw<NotificationRow[]>`
      select n.id, n.kind, n.case_id, c.number as case_number, c.title as case_title,
             n.transaction_id, n.transaction_count, n.actor_id, n.model_version_id, n.detail,
             m.name || '/' || m.version as model_name, n.drift_alarm_id, n.change_id,
             (d.consequences -> 'alerts_per_day' ->> 'now')::float8 - (d.consequences -> 'alerts_per_day' ->> 'before')::float8
               as more_alerts,
             u.full_name as actor_name, n.created_at, n.read_at
        from (select * from notifications
               where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid
                 and id < coalesce(${before}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                 and created_at > now() - make_interval(days => ${KEEP_DAYS}::int)
               order by id desc limit ${limit + 1}) n
        left join cases c on c.tenant_id = n.tenant_id and c.id = n.case_id
        left join drift_alarms d on d.tenant_id = n.tenant_id and d.id = n.drift_alarm_id
        left join model_versions m on m.tenant_id = n.tenant_id and m.id = n.model_version_id
        left join users u on u.tenant_id = n.tenant_id and u.id = n.actor_id
       order by n.id desc`
    const page = toPage(rows.map(presentNotification), limit, (last) => cursors.encode(LIST, last.id))
    return { ...page, unread: await countUnread(tx, tenantId, userId) }
  })
}

/** How many of a user's notifications are unread, up to the cap. */
export async function countUnread(tx: TenantClient, tenantId: string, userId: string): Promise<CappedCount> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n
      from (select 1 from notifications
             where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid and read_at is null
             limit ${COUNT_CAP + 1}) unread`
  return toCappedCount(row?.n ?? 0)
}

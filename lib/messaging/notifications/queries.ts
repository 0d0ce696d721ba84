import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { type CappedCount, COUNT_CAP, toCappedCount } from '@/lib/contract/capped-count'
import { KEEP_DAYS, type Notification, type NotificationKind, type NotificationPage } from './schema'

interface Row {
  id: string
  kind: NotificationKind
  case_id: string
  case_number: number
  case_title: string
  actor_id: string | null
  actor_name: string | null
  created_at: Date
  read_at: Date | null
}

/** One's own notifications, newest first, one more than asked; and how many of all are unread. */
export async function listNotifications(
  ctx: Context,
  page: { limit: number; before?: string },
): Promise<{ rows: Notification[]; unread: NotificationPage['unread'] }> {
  authorize(ctx, 'case:read')
  const userId = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      select n.id, n.kind, n.case_id, c.number as case_number, c.title as case_title, n.actor_id,
             u.full_name as actor_name, n.created_at, n.read_at
        from (select * from notifications
               where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid
                 and id < coalesce(${page.before ?? null}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                 and created_at > now() - make_interval(days => ${KEEP_DAYS}::int)
               order by id desc limit ${page.limit + 1}) n
        join cases c on c.tenant_id = n.tenant_id and c.id = n.case_id
        left join users u on u.tenant_id = n.tenant_id and u.id = n.actor_id
       order by n.id desc`
    return { rows: rows.map(present), unread: await countUnread(tx, tenantId, userId) }
  })
}

/** How many of a person's notifications are unread, up to the cap. */
export async function countUnread(tx: TenantClient, tenantId: string, userId: string): Promise<CappedCount> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n
      from (select 1 from notifications
             where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid and read_at is null
             limit ${COUNT_CAP + 1}) unread`
  const count = row?.n ?? 0
  return toCappedCount(count)
}

const SENTENCES: Record<NotificationKind, (key: string, actor: string) => string> = {
  case_assigned: (key, actor) => `${actor} assigned ${key} to you`,
  case_mention: (key, actor) => `${actor} mentioned you in ${key}`,
  case_sla_soon: (key) => `${key} is due soon: less than a fifth of its time is left`,
  case_sla_breached: (key) => `${key} is overdue`,
}

const present = (row: Row): Notification => {
  const key = `CASE-${row.case_number}`
  return {
    id: row.id,
    kind: row.kind,
    text: SENTENCES[row.kind](key, row.actor_name ?? 'Somebody'),
    case: { id: row.case_id, key, title: row.case_title },
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? row.actor_id },
    created_at: row.created_at.toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
  }
}

import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { mailConfigured } from '@/lib/platform/mail'
import { type DeliveryRow, presentChannel, presentDelivery } from './present'
import type { ChannelList, Delivery, DeliveryPage, DeliveryQuery } from './schema'

const LIST = 'alert-deliveries'
const cursors = cursorCodec(uuid)

/** All channels of the institution, by name. */
export async function listChannels(ctx: Context): Promise<ChannelList> {
  authorize(ctx, 'alert:manage')
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    tx.alertChannel.findMany({ where: { tenantId: ctx.tenant.id }, orderBy: { name: 'asc' } }),
  )
  return { items: rows.map((row) => presentChannel(row)), mail_configured: mailConfigured() }
}

/** The deliveries of the last 30 days, newest first. @throws AppError invalid-cursor */
export async function listDeliveries(
  ctx: Context,
  { limit, cursor, status, channel_id: channelId }: DeliveryQuery,
): Promise<DeliveryPage> {
  authorize(ctx, 'alert:manage')
  const tenantId = ctx.tenant.id
  const list = [LIST, status ?? null, channelId ?? null]
  const before = cursor === undefined ? null : cursors.decode(list, cursor)
  const narrowed = Prisma.join(
    [
      Prisma.sql`d.tenant_id = ${tenantId}::uuid`,
      before === null ? null : Prisma.sql`d.id < ${before}::uuid`,
      status === undefined ? null : Prisma.sql`d.status = ${status}`,
      channelId === undefined ? null : Prisma.sql`d.channel_id = ${channelId}::uuid`,
    ].filter((part) => part !== null),
    ' and ',
  )
  const rows = await withTenant({ tenantId }, (tx) =>
    readDeliveries(tx, Prisma.sql`where ${narrowed} order by d.id desc limit ${limit + 1}`),
  )
  return toPage(rows.map(presentDelivery), limit, (last) => cursors.encode(list, last.id))
}

/** @throws AppError not-found */
export async function findDelivery(tx: TenantClient, tenantId: string, id: string): Promise<Delivery> {
  const [row] = await readDeliveries(
    tx,
    Prisma.sql`where d.tenant_id = ${tenantId}::uuid and d.id = ${id}::uuid`,
  )
  if (!row) throw new AppError('not-found')
  return presentDelivery(row)
}

const readDeliveries = (tx: TenantClient, where: Prisma.Sql): Promise<DeliveryRow[]> =>
  tx.$queryRaw<DeliveryRow[]>`
    select d.id, d.message_id, d.channel_id, d.channel_name, m.rule_id, m.rule_name, m.title, m.link, d.status, d.attempts,
           d.next_attempt_at, d.created_at, d.attempted_at, d.response_code, d.latency_ms, d.excerpt, d.error
      from alert_deliveries d join alert_messages m on m.tenant_id = d.tenant_id and m.id = d.message_id ${where}`

import { withTenant } from '@/lib/platform/db'
import type { ChannelRow } from '../present'
import type { StoredMessage } from './compose'

/** Longer than all attempts of one claim take. Of a process that died, its deliveries are due again after this time. */
export const LEASE_MS = 90_000

export interface Claimed {
  id: string
  attempts: number
  message: StoredMessage
}

interface Row extends Omit<StoredMessage, 'id'> {
  id: string
  attempts: number
  message_id: string
}

/**
 * Claims deliveries of a channel that are due, oldest first. A claim is an attempt: it moves the next one past the lease.
 * Of several processes each gets others. @returns null where the channel is off, paused or gone
 */
export async function claim(
  tenantId: string,
  channelId: string,
  now: Date,
  limitOf: (channel: ChannelRow) => number,
): Promise<{ channel: ChannelRow; deliveries: Claimed[] } | null> {
  return withTenant({ tenantId }, async (tx) => {
    const channel = await tx.alertChannel.findFirst({ where: { tenantId, id: channelId, enabled: true } })
    if (!channel || (channel.pausedUntil && channel.pausedUntil > now)) return null
    const leaseEnd = new Date(now.getTime() + LEASE_MS)
    const rows = await tx.$queryRaw<Row[]>`
      with due as materialized (
        select id from alert_deliveries
         where tenant_id = ${tenantId}::uuid and channel_id = ${channelId}::uuid and status = 'waiting'
           and next_attempt_at <= ${now}
         order by next_attempt_at limit ${limitOf(channel)}::int for update skip locked),
      claimed as (
        update alert_deliveries d set attempts = d.attempts + 1, next_attempt_at = ${leaseEnd}, attempted_at = ${now}
          from due where d.tenant_id = ${tenantId}::uuid and d.id = due.id
        returning d.id, d.attempts, d.message_id)
      select c.id, c.attempts, c.message_id, m.kind, m.rule_name, m.title, m.lines, m.link, m.payload, m.created_at
        from claimed c join alert_messages m on m.tenant_id = ${tenantId}::uuid and m.id = c.message_id
       order by c.message_id`
    const deliveries = rows.map(({ id, attempts, message_id: messageId, ...message }) => ({
      id,
      attempts,
      message: { id: messageId, ...message },
    }))
    return { channel, deliveries }
  })
}

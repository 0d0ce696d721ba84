import { writeAudit } from '@/lib/access/audit'
import { notify } from '@/lib/messaging/notifications'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { DAY_MS } from '@/lib/platform/time'
import type { ChannelRow } from '../present'
import type { AttemptResult } from './attempt'
import { channelPauseMs, retryPauseMs, SWITCH_OFF_DAYS } from './backoff'

export interface Attempted {
  id: string
  /** Including this one: an older attempt, whose lease ended, may not write. */
  attempts: number
  result: AttemptResult
}

/** Stores how the attempts of one claim ended, with their retries, and what they say about the channel. @returns whether it works */
export async function record(
  { tenantId, id: channelId }: Pick<ChannelRow, 'tenantId' | 'id'>,
  attempted: readonly Attempted[],
  now: Date,
): Promise<boolean> {
  return withTenant({ tenantId }, async (tx) => {
    await storeResults(tx, tenantId, attempted, now)
    return judgeChannel(
      tx,
      tenantId,
      channelId,
      attempted.map(({ result }) => result),
      now,
    )
  })
}

async function storeResults(
  tx: TenantClient,
  tenantId: string,
  attempted: readonly Attempted[],
  now: Date,
): Promise<void> {
  const rows = attempted.map(({ id, attempts, result }) => {
    const pauseMs = result.ok ? null : retryPauseMs(attempts, result.retryAfterS)
    return {
      id,
      attempts,
      status: result.ok ? 'delivered' : pauseMs === null ? 'failed' : 'waiting',
      next_attempt_at: new Date(now.getTime() + (pauseMs ?? 0)).toISOString(),
      response_code: result.code,
      latency_ms: result.latencyMs,
      excerpt: result.excerpt,
      error: result.error,
    }
  })
  await tx.$executeRaw`
    update alert_deliveries d
       set status = r.status, next_attempt_at = r.next_attempt_at, response_code = r.response_code, latency_ms = r.latency_ms,
           excerpt = r.excerpt, error = r.error,
           finished_at = case when r.status = 'waiting' then null else ${now}::timestamptz end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (id uuid, attempts integer, status text,
             next_attempt_at timestamptz, response_code smallint, latency_ms float8, excerpt text, error text)
     where d.tenant_id = ${tenantId}::uuid and d.id = r.id and d.attempts = r.attempts and d.status = 'waiting'`
}

/** A success ends the failures. A claim without one pauses the channel, and after days without a success switches it off. */
async function judgeChannel(
  tx: TenantClient,
  tenantId: string,
  channelId: string,
  results: readonly AttemptResult[],
  now: Date,
): Promise<boolean> {
  if (results.some(({ ok }) => ok)) {
    await tx.$executeRaw`
      update alert_channels set failures = 0, failing_since = null, paused_until = null, delivered_at = ${now}
       where tenant_id = ${tenantId}::uuid and id = ${channelId}::uuid`
    return true
  }
  const [channel] = await tx.$queryRaw<{ name: string; failures: number; failing_since: Date }[]>`
    update alert_channels set failures = failures + 1, failing_since = coalesce(failing_since, ${now})
     where tenant_id = ${tenantId}::uuid and id = ${channelId}::uuid and enabled
    returning name, failures, failing_since`
  if (!channel) return false
  const isGone = results.some(({ gone }) => gone)
  if (isGone || now.getTime() - channel.failing_since.getTime() >= SWITCH_OFF_DAYS * DAY_MS) {
    await switchOff(tx, tenantId, { id: channelId, name: channel.name }, isGone ? 'gone' : 'failing', now)
    return false
  }
  const pausedUntil = new Date(now.getTime() + channelPauseMs(channel.failures))
  await tx.alertChannel.updateMany({ where: { tenantId, id: channelId }, data: { pausedUntil } })
  return false
}

/** Switches the channel off and tells all administrators. */
async function switchOff(
  tx: TenantClient,
  tenantId: string,
  { id, name }: { id: string; name: string },
  reason: 'failing' | 'gone',
  at: Date,
): Promise<void> {
  await tx.alertChannel.updateMany({
    where: { tenantId, id },
    data: { enabled: false, disabledReason: reason, pausedUntil: null, version: { increment: 1 } },
  })
  await writeAudit(
    tx,
    { tenant: { id: tenantId }, actor: { kind: 'system', id: 'alerts' }, requestId: id },
    {
      action: 'alert-channel.switched-off',
      objectKind: 'alert-channel',
      objectId: id,
      after: { name, enabled: false, reason },
    },
  )
  const admins = await tx.user.findMany({
    where: { tenantId, role: 'admin', status: 'active' },
    select: { id: true },
  })
  const why =
    reason === 'gone' ? 'its receiver wants no more messages' : `it has failed for ${SWITCH_OFF_DAYS} days`
  await notify(tx, tenantId, {
    kind: 'channel_disabled',
    userIds: admins.map((admin) => admin.id),
    actorId: null,
    at,
    detail: `The alert channel "${name}" is switched off: ${why}`,
  })
}

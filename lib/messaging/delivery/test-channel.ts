import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { rateLimitPool, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { rejectLimited } from '@/lib/platform/limited'
import { singleton } from '@/lib/platform/singleton'
import { notifyRoles } from './enqueue'
import { giveUpAt } from './message'
import { findDelivery } from './queries'
import type { Delivery } from './schema'
import { attempt, type AttemptResult, type Transports } from './send/attempt'

/** Tests of all channels of an institution in a minute. */
export const TESTS_PER_MINUTE = 10

const limiter = () =>
  singleton(
    'alerts.test-limit',
    () =>
      new RateLimiterPostgres({
        storeClient: rateLimitPool(),
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix: 'alert-tests',
        points: TESTS_PER_MINUTE,
        duration: 60,
      }),
  )

/**
 * Sends a test message now, also through a channel that is off, and returns how it ended. There is no retry.
 * @throws AppError not-found, too-many-requests
 */
export async function testChannel(ctx: Context, id: string, transports: Transports = {}): Promise<Delivery> {
  authorize(ctx, 'alert:manage')
  const tenantId = ctx.tenant.id
  const channel = await withTenant({ tenantId }, (tx) =>
    tx.alertChannel.findFirst({ where: { tenantId, id } }),
  )
  if (!channel) throw new AppError('not-found')
  await limiter()
    .consume(tenantId)
    .catch((reason: unknown) =>
      rejectLimited(reason, `An institution can test ${TESTS_PER_MINUTE} times a minute.`),
    )
  const now = new Date()
  const message = testMessage(ctx, channel.name, now)
  const result: AttemptResult =
    channel.kind === 'in_app'
      ? { ok: true, code: null, latencyMs: 0, excerpt: null, error: null, retryAfterS: null, gone: false }
      : await attempt(channel, message, now, transports)
  const deliveryId = newId()
  return withTenant({ tenantId }, async (tx) => {
    const { rule_name: ruleName, created_at: createdAt, ...fields } = message
    await tx.alertMessage.create({ data: { tenantId, ruleName, createdAt, ...fields } })
    await tx.alertDelivery.create({
      data: {
        tenantId,
        id: deliveryId,
        messageId: message.id,
        channelId: id,
        channelName: channel.name,
        status: result.ok ? 'delivered' : 'failed',
        attempts: 1,
        nextAttemptAt: now,
        giveUpAt: giveUpAt(now),
        createdAt: now,
        attemptedAt: now,
        finishedAt: new Date(),
        responseCode: result.code,
        latencyMs: result.latencyMs,
        excerpt: result.excerpt,
        error: result.error,
      },
    })
    if (channel.kind === 'in_app')
      await notifyRoles(tx, tenantId, channel.roles, { title: message.title, about: {} }, now)
    await writeAudit(tx, ctx, {
      action: 'alert-channel.tested',
      objectKind: 'alert-channel',
      objectId: id,
      after: { name: channel.name, delivered: result.ok },
    })
    return findDelivery(tx, tenantId, deliveryId)
  })
}

const testMessage = (ctx: Context, channelName: string, createdAt: Date) => ({
  id: newId(),
  kind: 'alert.test',
  rule_name: null,
  title: `Test of the alert channel "${channelName}"`,
  lines: [`${ctx.tenant.name} sent this test. No alert rule matched.`],
  link: '/settings/alerts',
  payload: { test: true },
  created_at: createdAt,
})

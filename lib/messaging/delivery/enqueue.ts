import { notify } from '@/lib/messaging/notifications'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { giveUpAt, MAX_LINES, MAX_TITLE, type NewMessage } from './message'

interface Receiver {
  id: string
  name: string
  kind: string
  roles: string[]
  enabled: boolean
}

/**
 * Stores messages in the transaction of the caller, with a delivery per channel: both are committed with their cause, or
 * neither. Notifications in the product are written at once. A channel that is off gets a delivery that has failed: the log says what it
 * would have got, and once it is on the message can be sent again.
 */
export async function enqueue(
  tx: TenantClient,
  tenantId: string,
  channelIds: readonly string[],
  messages: readonly NewMessage[],
  now: Date,
): Promise<void> {
  if (messages.length === 0) return
  const stored = messages.map((message) => ({ id: newId(), message }))
  await tx.alertMessage.createMany({
    data: stored.map(({ id, message }) => ({
      tenantId,
      id,
      ruleId: message.rule?.id ?? null,
      ruleName: message.rule?.name ?? null,
      kind: message.kind,
      title: message.title.slice(0, MAX_TITLE),
      lines: message.lines.slice(0, MAX_LINES),
      link: message.link,
      payload: message.payload,
      createdAt: now,
    })),
  })
  const receivers: Receiver[] = await tx.alertChannel.findMany({
    where: { tenantId, id: { in: [...channelIds] } },
    select: { id: true, name: true, kind: true, roles: true, enabled: true },
    orderBy: { name: 'asc' },
  })
  await tx.alertDelivery.createMany({
    data: receivers.flatMap((channel) =>
      stored.map(({ id }) => ({
        tenantId,
        id: newId(),
        messageId: id,
        channelId: channel.id,
        channelName: channel.name,
        nextAttemptAt: now,
        giveUpAt: giveUpAt(now),
        createdAt: now,
        ...firstStatus(channel, now),
      })),
    ),
  })
  const roles = receivers.flatMap(({ kind, enabled, roles: own }) =>
    enabled && kind === 'in_app' ? own : [],
  )
  for (const { message } of stored) await notifyRoles(tx, tenantId, roles, message, now)
}

function firstStatus({ kind, enabled }: Receiver, now: Date) {
  if (!enabled) return { status: 'failed', error: 'The channel was off', finishedAt: now }
  if (kind !== 'in_app') return { status: 'waiting' }
  return { status: 'delivered', attempts: 1, finishedAt: now, attemptedAt: now }
}

/** Notifies each active user with one of the roles once. */
export async function notifyRoles(
  tx: TenantClient,
  tenantId: string,
  roles: readonly string[],
  { title, about }: Pick<NewMessage, 'title' | 'about'>,
  at: Date,
): Promise<void> {
  if (roles.length === 0) return
  const users = await tx.user.findMany({
    where: { tenantId, status: 'active', role: { in: [...new Set(roles)] } },
    select: { id: true },
  })
  const userIds = users.map(({ id }) => id)
  await notify(tx, tenantId, { kind: 'alert', userIds, actorId: null, at, detail: title, ...about })
}

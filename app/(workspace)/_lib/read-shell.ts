import type { KnownNotifications } from '@/components/notifications/use-notifications'
import type { Context } from '@/lib/contract/context'
import { listNotifications } from '@/lib/messaging/notifications'
import { log } from '@/lib/platform/log'
import { readStatus } from '@/lib/desk/status'

/**
 * The figures of the shell, streamed after it: no page waits for them or fails with them. Read in sequence, since the
 * page needs the connections.
 */
export function readShell(ctx: Context) {
  const status = orNull(ctx, () => readStatus(ctx))
  return { status, notifications: status.then(() => orNull(ctx, () => readKnown(ctx))) }
}

async function readKnown(ctx: Context): Promise<KnownNotifications> {
  const { items, unread } = await listNotifications(ctx, { limit: 1 })
  return { unread, newestId: items[0]?.id ?? null }
}

async function orNull<T>({ requestId, tenant }: Context, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    log.warn({ err: error, requestId, tenantId: tenant.id }, 'the shell goes without a figure')
    return null
  }
}

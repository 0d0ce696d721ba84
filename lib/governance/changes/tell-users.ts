import type { Context } from '@/lib/contract/context'
import { notify } from '@/lib/messaging/notifications'
import type { TenantClient } from '@/lib/platform/db'
import type { ChangeRow } from './present'

const MAX_DETAIL = 500

/** What became of a change, in words to the user who requested it. */
const DECIDED: Record<string, (who: string | null) => string> = {
  'change.approved': (who) => `${who} approved your change for its start`,
  'change.applied': (who) =>
    who ? `${who} approved your change: it is in force` : 'Your change is in force',
  'change.rejected': (who) => `${who} rejected your change`,
  'change.withdrawn': (who) => `${who} withdrew your change`,
  'change.stale': () => 'Your change did not take effect',
}

/**
 * Notifies in the transaction of the change: the other administrators of a change that waits for one of them, and the user
 * who requested a change of what others, or its time, made of it.
 */
export async function tellUsers(
  tx: TenantClient,
  ctx: Context,
  action: string,
  { tenantId, id, status, fourEyes, summary, requestedBy }: ChangeRow,
): Promise<void> {
  const [actorId, actorName] = ctx.actor.kind === 'user' ? [ctx.actor.id, ctx.actor.name] : [null, null]
  const about = { changeId: id, actorId, at: ctx.at ?? new Date() }
  if (action === 'change.requested' && status === 'pending' && fourEyes) {
    const others = await tx.user.findMany({
      where: { tenantId, role: 'admin', status: 'active' },
      select: { id: true },
    })
    const userIds = others.map((user) => user.id)
    await notify(tx, tenantId, { kind: 'change_waits', ...about, userIds, detail: summary })
  }
  const words = DECIDED[action]?.(actorName)
  if (words === undefined) return
  const detail = `${words}: ${summary}`.slice(0, MAX_DETAIL)
  await notify(tx, tenantId, { kind: 'change_decided', ...about, userIds: [requestedBy], detail })
}

import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { defined } from '@/lib/platform/defined'
import { AppError } from '@/lib/platform/errors'
import { type Destination, rejectSameName, targetOf } from './create-channel'
import { lockChannel } from './find-channel'
import { type ChannelRow, presentChannel } from './present'
import type { Channel, ChannelChange } from './schema'

/**
 * Changes a channel. A new target and switching on start without the failures of before: what waits is sent again.
 * @param version the version that the caller has seen; null for any
 * @throws AppError not-found, version-conflict, conflict, invalid-request, mail-not-configured
 */
export async function changeChannel(
  ctx: Context,
  id: string,
  change: ChannelChange,
  version: number | null = null,
): Promise<Channel> {
  authorize(ctx, 'alert:manage')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, async (tx) => {
    const before = await lockChannel(tx, tenantId, id, version)
    const target = newTarget(before, change)
    const switched = change.enabled === undefined ? {} : switchTo(change.enabled)
    // A form sends the target with each change of the name.
    const isElsewhere = target !== null && (target.urlSealed !== undefined || target.target !== before.target)
    const fresh = isElsewhere || change.enabled === true
    await tx.alertChannel.updateMany({
      where: { tenantId, id },
      data: {
        ...defined({ name: change.name }),
        ...target,
        ...switched,
        ...(fresh && { failures: 0, failingSince: null, pausedUntil: null }),
        version: { increment: 1 },
      },
    })
    const after = await lockChannel(tx, tenantId, id)
    await writeAudit(tx, ctx, {
      action: 'alert-channel.changed',
      objectKind: 'alert-channel',
      objectId: id,
      before: factsOf(before),
      // The path of a URL may be a credential: the audit log names the host and that the URL is another one.
      after: { ...factsOf(after), url_replaced: target?.urlSealed !== undefined },
    })
    return presentChannel(after)
  }).catch(rejectSameName)
}

const factsOf = ({ name, target, enabled }: ChannelRow) => ({ name, target, enabled })

const switchTo = (enabled: boolean) => ({ enabled, disabledReason: enabled ? null : 'user' })

/** @throws AppError invalid-request where a field belongs to another kind */
function newTarget({ kind }: ChannelRow, { roles, address, url }: ChannelChange) {
  const destinations: [string, Destination | null][] = [
    ['roles', roles === undefined ? null : { kind: 'in_app', roles }],
    ['address', address === undefined ? null : { kind: 'email', address }],
    ['url', url === undefined ? null : { kind: kind === 'slack' ? 'slack' : 'webhook', url }],
  ]
  const given = destinations.flatMap(([field, destination]) =>
    destination === null ? [] : [{ field, destination }],
  )
  const foreign = given.filter(({ destination }) => destination.kind !== kind)
  if (foreign.length > 0) {
    throw new AppError('invalid-request', {
      errors: foreign.map(({ field }) => ({ field, reason: `is not a field of the kind ${kind}` })),
    })
  }
  const [own] = given
  return own === undefined ? null : targetOf(own.destination)
}

import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { isUniqueViolation, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { mailConfigured } from '@/lib/platform/mail'
import { requireAllowedUrl } from './check-url'
import { presentChannel } from './present'
import { type ChannelWithSecret, MAX_CHANNELS, type NewChannel } from './schema'
import { newSecret, sealSecret } from './secrets'

/**
 * Adds a channel. The secret of a signed webhook is in this result and stored encrypted only.
 * @throws AppError conflict for a name that exists or too many channels, invalid-request for a URL, mail-not-configured
 */
export async function createChannel(ctx: Context, input: NewChannel): Promise<ChannelWithSecret> {
  authorize(ctx, 'alert:manage')
  const createdBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const secret = input.kind === 'webhook' ? newSecret() : null
  const row = {
    ...targetOf(input),
    tenantId,
    id: newId(),
    name: input.name,
    kind: input.kind,
    secretSealed: secret === null ? null : sealSecret(secret),
    createdBy,
  }
  return withTenant({ tenantId }, async (tx) => {
    // Requests at the same time wait here, so that none exceeds the limit.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`alert-channels:${tenantId}`}, 0))`
    if ((await tx.alertChannel.count({ where: { tenantId } })) >= MAX_CHANNELS) {
      throw new AppError('conflict', { detail: `An institution has at most ${MAX_CHANNELS} channels.` })
    }
    const created = await tx.alertChannel.create({ data: row })
    await writeAudit(tx, ctx, {
      action: 'alert-channel.created',
      objectKind: 'alert-channel',
      objectId: row.id,
      after: { name: row.name, kind: row.kind, target: row.target, enabled: true },
    })
    return { ...presentChannel(created), secret }
  }).catch(rejectSameName)
}

/** The columns that say where messages go. @throws AppError invalid-request, mail-not-configured */
export function targetOf(input: Destination): { target: string; roles?: string[]; urlSealed?: string } {
  if (input.kind === 'in_app') return { target: input.roles.join(', '), roles: [...input.roles] }
  if (input.kind === 'email') {
    if (!mailConfigured()) throw new AppError('mail-not-configured')
    return { target: input.address }
  }
  const url = requireAllowedUrl(input.url)
  return { target: url.origin, urlSealed: sealSecret(url.href) }
}

/** A channel without its name. */
export type Destination =
  | { kind: 'in_app'; roles: readonly string[] }
  | { kind: 'email'; address: string }
  | { kind: 'slack' | 'webhook'; url: string }

export function rejectSameName(error: unknown): never {
  if (!isUniqueViolation(error)) throw error
  throw new AppError('conflict', { detail: 'There is already one with this name.', cause: error })
}

import { setTimeout as sleep } from 'node:timers/promises'
import { writeAudit } from '@/lib/access/audit'
import { limitResets, mayMailReset, newLinkToken } from '@/lib/access/auth'
import { inBackground } from '@/lib/platform/background'
import { findLoginCandidate, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { mailConfigured } from '@/lib/platform/mail'
import { mailReset } from './mail-reset'
import { OWN_RESET_HOURS, type ResetRequest } from './schema'
import { storeReset } from './store-reset'

/** The work begins at a random time within this, so that the load of the server does not reveal a known address. */
const JITTER_MS = 500

/**
 * Sends a link to a user who forgot the password. Whether the address is known shows neither in the response nor in its
 * time: it is looked up after the response.
 * @throws AppError mail-not-configured, too-many-requests
 */
export async function requestReset(
  input: ResetRequest,
  origin: { ip: string; requestId: string },
): Promise<void> {
  if (!mailConfigured())
    throw new AppError('mail-not-configured', {
      detail: 'This installation sends no e-mail. Ask an administrator for a link.',
    })
  await limitResets(input.email, origin.ip)
  inBackground('request password reset', async () => {
    await sleep(Math.random() * JITTER_MS)
    await sendLink(input, origin)
  })
}

/** An address of no user, of a disabled one, or of several institutions without a named one gets nothing. */
async function sendLink(
  { email, tenant: slug }: ResetRequest,
  { ip, requestId }: { ip: string; requestId: string },
): Promise<void> {
  const candidate = await findLoginCandidate(email, slug)
  if (candidate?.user_status !== 'active' || candidate.tenant_status !== 'active') return
  if (!(await mayMailReset(email))) return
  const { tenant_id: tenantId, user_id: userId } = candidate
  const token = newLinkToken(tenantId)
  const found = await withTenant({ tenantId }, async (tx) => {
    const user = await tx.user.findFirst({ where: { id: userId, status: 'active' } })
    if (!user) return null
    await storeReset(tx, token, {
      tenantId,
      userId,
      createdBy: null,
      delivery: 'sending',
      hours: OWN_RESET_HOURS,
    })
    const ctx = { tenant: { id: tenantId }, actor: { kind: 'system', id: 'sign-in' } as const, requestId }
    const after = { delivery: 'sending', ip }
    await writeAudit(tx, ctx, {
      action: 'user.reset-requested',
      objectKind: 'user',
      objectId: userId,
      after,
    })
    const { name: institution } = await tx.tenant.findFirstOrThrow({})
    return { name: user.fullName, institution }
  })
  if (found) mailReset({ tenantId, requestId, email, hours: OWN_RESET_HOURS, ...found }, token)
}

import { hash } from 'node:crypto'
import { type AuditEvent, writeAudit } from '@/lib/access/audit'
import { findLoginCandidate, type LoginCandidate, withTenant } from '@/lib/platform/db'
import { inBackground } from '@/lib/platform/background'
import type { Context } from '@/lib/contract/context'
import { firstInAMinute } from './once-a-minute'
import type { LoginInput } from './schema'

/** Audits rejections after the response, so that the response time does not reveal whether a row was written. */
type Origin = { ip: string; requestId: string }

/** At a random time, so that the load of the server does not reveal whether an e-mail address is known. */
export function noteFailedSignIn(candidate: LoginCandidate, origin: Origin): void {
  inBackground('note failed sign-in', async () => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 500))
    await noteAtSignIn(candidate, origin, 'session.refused')
  })
}

/** Queried for every e-mail address; an address of no user or of several writes no row. */
export function noteThrottledSignIn({ email, tenant }: LoginInput, origin: Origin): void {
  if (!firstInAMinute(`throttled/${hash('sha256', `${email}\n${tenant ?? ''}`, 'base64url')}`)) return
  inBackground('note throttled sign-in', async () => {
    const candidate = await findLoginCandidate(email, tenant)
    if (candidate) await noteAtSignIn(candidate, origin, 'session.throttled')
  })
}

async function noteAtSignIn(
  { tenant_id: tenantId, user_id: userId }: LoginCandidate,
  { ip, requestId }: Origin,
  action: 'session.refused' | 'session.throttled',
): Promise<void> {
  const ctx = { tenant: { id: tenantId }, actor: { kind: 'system', id: 'sign-in' } as const, requestId }
  const event: AuditEvent = { action, objectKind: 'user', objectId: userId, after: { ip } }
  await withTenant({ tenantId }, (tx) => writeAudit(tx, ctx, event))
}

/** Audits a denied permission of a user once a minute per operation. */
export function noteDenied(ctx: Context, operation: string, needs: string | undefined): void {
  const { actor, tenant } = ctx
  if (actor.kind !== 'user' || !firstInAMinute(`denied/${tenant.id}/${actor.id}/${operation}/${needs}`))
    return
  const after = { operation, role: actor.role, ...(needs !== undefined && { detail: needs }) }
  const event: AuditEvent = { action: 'permission.denied', objectKind: 'user', objectId: actor.id, after }
  inBackground('note denied', () => withTenant({ tenantId: tenant.id }, (tx) => writeAudit(tx, ctx, event)))
}

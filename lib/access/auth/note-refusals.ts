import { hash } from 'node:crypto'
import { type AuditEvent, writeAudit } from '@/lib/access/audit'
import { findLoginCandidates, type LoginCandidate, withTenant } from '@/lib/platform/db'
import { inBackground } from '@/lib/platform/background'
import type { Context } from '@/lib/contract/context'
import { firstInAMinute } from './once-a-minute'
import type { LoginInput } from './schema'

/** Audits rejections after the response, so that the response time does not show whether a row was written. */
type Origin = { ip: string; requestId: string }

/** At a random moment, so that a known address keeps the server no busier at a given one than an unknown one. */
export function noteFailedSignIn(candidate: LoginCandidate, origin: Origin): void {
  inBackground('note failed sign-in', async () => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 500))
    await noteAtSignIn(candidate, origin, 'session.refused')
  })
}

/** Looked up for every address alike; an address of no user or of several leaves no row. */
export function noteThrottledSignIn({ email, tenant }: LoginInput, origin: Origin): void {
  if (!firstInAMinute(`throttled/${hash('sha256', `${email}\n${tenant ?? ''}`, 'base64url')}`)) return
  inBackground('note throttled sign-in', async () => {
    const candidate = soleCandidate(await findLoginCandidates(email), tenant)
    if (candidate) await noteAtSignIn(candidate, origin, 'session.throttled')
  })
}

/** The user whose address it is, where there is exactly one. */
export function soleCandidate(
  known: readonly LoginCandidate[],
  tenant: string | undefined,
): LoginCandidate | undefined {
  const matching = tenant === undefined ? known : known.filter((one) => one.tenant_slug === tenant)
  return matching.length === 1 ? matching[0] : undefined
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

/** A user tried what their role does not allow: once a minute per operation. */
export function noteDenied(ctx: Context, operation: string, needs: string | undefined): void {
  const { actor, tenant } = ctx
  if (actor.kind !== 'user' || !firstInAMinute(`denied/${tenant.id}/${actor.id}/${operation}/${needs}`))
    return
  const after = { operation, role: actor.role, ...(needs !== undefined && { detail: needs }) }
  const event: AuditEvent = { action: 'permission.denied', objectKind: 'user', objectId: actor.id, after }
  inBackground('note denied', () => withTenant({ tenantId: tenant.id }, (tx) => writeAudit(tx, ctx, event)))
}

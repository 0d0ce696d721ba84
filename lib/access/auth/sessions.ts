import { LRUCache } from 'lru-cache'
import { inBackground } from '@/lib/platform/background'
import { afterCommit, findSession, type SessionRow, withTenant } from '@/lib/platform/db'
import { singleton } from '@/lib/platform/singleton'
import type { Actor } from '@/lib/contract/context'
import { createFreshCache } from './fresh-cache'
import { isRole } from '@/lib/contract/permissions'
import { isExpired, type Principal } from './principal'
import { toTenant } from './tenant'

/** A session is a row: a token or cookie is valid only while its row is, as read at most 15 seconds ago. */
export type SessionKind = SessionRow['kind']
export type UserActor = Extract<Actor, { kind: 'user' }>
type LiveSession = Principal<UserActor> & { kind: SessionKind }

const FRESH_FOR_MS = 15_000
const cache = () =>
  singleton('auth.sessions', () => createFreshCache<LiveSession>({ max: 10_000, freshForMs: FRESH_FOR_MS }))

const TOUCH_EVERY_MS = 60_000
const touchedMs = () =>
  singleton('auth.sessions-touched', () => new LRUCache<string, number>({ max: 10_000 }))

const keyOf = (tenantId: string, sessionId: string) => `${tenantId}/${sessionId}`

/** The user of a session that has not ended, or null. */
export async function liveSession(
  tenantId: string,
  sessionId: string,
  kind: SessionKind,
): Promise<Principal<UserActor> | null> {
  const key = keyOf(tenantId, sessionId)
  const session = cache().peek(key) ?? (await cache().get(key, () => load(tenantId, sessionId)))
  if (!session || session.kind !== kind || isExpired(session)) return null
  touch(tenantId, sessionId)
  return session
}

/** Stores the last use at most once a minute and process, after the response. */
function touch(tenantId: string, id: string): void {
  const key = keyOf(tenantId, id)
  const now = Date.now()
  if (now - (touchedMs().get(key) ?? 0) < TOUCH_EVERY_MS) return
  touchedMs().set(key, now)
  inBackground('note session use', () =>
    withTenant({ tenantId }, (tx) =>
      tx.session.updateMany({ where: { id }, data: { lastUsedAt: new Date(now) } }),
    ),
  )
}

/** This process reads the session again at its next request; the others within 15 seconds. */
export const forgetSession = (tenantId: string, sessionId: string): void =>
  afterCommit(() => cache().forget(keyOf(tenantId, sessionId)))

/** After a change of a user: the user's sessions are not known here, so all are read again. */
export const forgetSessions = (): void => afterCommit(() => cache().clear())

async function load(tenantId: string, sessionId: string): Promise<LiveSession | null> {
  const row = await findSession(tenantId, sessionId)
  if (!row || row.revoked_at || row.user_status !== 'active' || !isRole(row.role)) return null
  return {
    kind: row.kind,
    tenant: toTenant(row),
    tenantActive: row.tenant_status === 'active',
    expiresAtMs: row.expires_at.getTime(),
    actor: {
      kind: 'user',
      id: row.user_id,
      sessionId: row.session_id,
      role: row.role,
      name: row.full_name,
      email: row.email,
    },
  }
}

import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { findApiKey, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'
import { hashApiKeySecret, isApiKeySecret } from './api-key-secret'
import { inBackground } from '@/lib/platform/background'
import type { Actor } from '@/lib/contract/context'
import { createFreshCache } from './fresh-cache'
import { isScope } from '@/lib/contract/permissions'
import { isExpired, type Principal } from './principal'
import { toTenant } from './tenant'

export type KeyActor = Extract<Actor, { kind: 'api-key' }>
type LiveKey = Principal<KeyActor> & { lastUsedMs: number }

const FRESH_FOR_MS = 15_000
const TOUCH_EVERY_MS = 60_000
const BAD_KEYS_PER_SECOND = 5

const state = () =>
  singleton('auth.api-keys', () => ({
    keys: createFreshCache<LiveKey>({ max: 10_000, freshForMs: FRESH_FOR_MS }),
    touchedMs: new LRUCache<string, number>({ max: 10_000 }),
    guesses: new RateLimiterMemory({ points: BAD_KEYS_PER_SECOND, duration: 1 }),
  }))

/**
 * The actor of an API key, or null where the key is unknown, revoked or expired.
 * @throws AppError too-many-requests for an address that keeps sending keys that do not exist
 */
export async function verifyApiKey(secret: string, ip: string): Promise<Principal<KeyActor> | null> {
  const { keys, guesses } = state()
  const hash = hashApiKeySecret(secret)
  const id = hash.toString('base64url')
  const key = keys.peek(id) ?? (isApiKeySecret(secret) && (await lookUp(id, hash, ip)))
  if (!key || isExpired(key)) {
    await guesses.consume(ip).catch(reject)
    return null
  }
  touch(key)
  return key
}

/** This process rejects the key at its next request, the others within 15 seconds. */
export const forgetApiKeys = (): void => state().keys.clear()

async function lookUp(id: string, hash: Buffer, ip: string): Promise<LiveKey | null> {
  const { keys, guesses } = state()
  const seen = await guesses.get(ip)
  if (seen && seen.consumedPoints > BAD_KEYS_PER_SECOND) reject(seen)
  return keys.get(id, () => load(hash))
}

async function load(hash: Buffer): Promise<LiveKey | null> {
  const row = await findApiKey(hash)
  if (!row || row.revoked_at) return null
  return {
    tenant: toTenant(row),
    tenantActive: row.tenant_status === 'active',
    expiresAtMs: row.expires_at?.getTime() ?? Infinity,
    lastUsedMs: row.last_used_at?.getTime() ?? 0,
    actor: { kind: 'api-key', id: row.key_id, scopes: row.scopes.filter(isScope), name: row.name },
  }
}

/** Stores the last use at most once a minute, after the response: the scoring path does not write. */
function touch({ tenant, actor, lastUsedMs }: LiveKey): void {
  const { touchedMs } = state()
  const now = Date.now()
  if (now - Math.max(touchedMs.get(actor.id) ?? 0, lastUsedMs) < TOUCH_EVERY_MS) return
  touchedMs.set(actor.id, now)
  inBackground('note API key use', () =>
    withTenant({ tenantId: tenant.id }, (tx) =>
      tx.apiKey.updateMany({ where: { id: actor.id }, data: { lastUsedAt: new Date(now) } }),
    ),
  )
}

function reject(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason
  throw new AppError('too-many-requests', {
    detail: 'Too many keys that do not exist.',
    retryAfterSeconds: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)),
  })
}

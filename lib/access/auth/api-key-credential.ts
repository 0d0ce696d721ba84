import { LRUCache } from 'lru-cache'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterCommit, findApiKey, withTenant } from '@/lib/platform/db'
import { rejectLimited } from '@/lib/platform/limited'
import { singleton } from '@/lib/platform/singleton'
import { hashApiKeySecret, isApiKeySecret } from './api-key-secret'
import { inBackground } from '@/lib/platform/background'
import type { Actor } from '@/lib/contract/context'
import { networkOf } from './client-ip'
import { createFreshCache } from './fresh-cache'
import { isScope } from '@/lib/contract/permissions'
import { isExpired, type Principal } from './principal'
import { toTenant } from './tenant'

export type KeyActor = Extract<Actor, { kind: 'api-key' }>
type LiveKey = Principal<KeyActor> & { lastUsedMs: number }

const FRESH_FOR_MS = 15_000
const TOUCH_EVERY_MS = 60_000
/** Uses of keys that are not valid, per second and network. */
const BAD_KEYS_PER_SECOND = 5
/** Keys per second that this process reads for all networks above their limit together: a new key there still works. */
const SPARE_READS_PER_SECOND = 50

const state = () =>
  singleton('auth.api-keys', () => ({
    keys: createFreshCache<LiveKey>({ max: 10_000, freshForMs: FRESH_FOR_MS }),
    touchedMs: new LRUCache<string, number>({ max: 10_000 }),
    /** Hashes of keys that were valid when this process read them: one more read of them is no guess. */
    accepted: new LRUCache<string, true>({ max: 10_000 }),
    /** Hashes of keys that do not exist or no longer work. They are read once per freshness time. */
    rejected: new LRUCache<string, true>({ max: 10_000, ttl: FRESH_FOR_MS }),
    guesses: new RateLimiterMemory({ points: BAD_KEYS_PER_SECOND, duration: 1 }),
    spare: new RateLimiterMemory({ points: SPARE_READS_PER_SECOND, duration: 1 }),
  }))

/**
 * The actor of an API key, or null where the key is unknown, revoked or expired.
 * @throws AppError too-many-requests for a network that keeps sending such keys; its valid keys go on
 */
export async function verifyApiKey(secret: string, ip: string): Promise<Principal<KeyActor> | null> {
  const { keys, rejected, guesses } = state()
  const hash = hashApiKeySecret(secret)
  const id = hash.toString('base64url')
  const mayBeValid = () => isApiKeySecret(secret) && !rejected.has(id)
  const key = keys.peek(id) ?? (mayBeValid() ? await read(id, hash, networkOf(ip)) : null)
  if (key && !isExpired(key)) {
    touch(key)
    return key
  }
  await guesses.consume(networkOf(ip)).catch(reject)
  return null
}

/** This process rejects the key at its next request, the others within 15 seconds. */
export function forgetApiKeys(): void {
  afterCommit(() => {
    state().keys.clear()
    state().rejected.clear()
  })
}

async function read(id: string, hash: Buffer, network: string): Promise<LiveKey | null> {
  const { keys, accepted, rejected, guesses, spare } = state()
  if (!accepted.has(id)) {
    const seen = await guesses.get(network)
    if (seen && seen.consumedPoints >= BAD_KEYS_PER_SECOND) await spare.consume('all').catch(reject)
  }
  const key = await keys.get(id, () => load(hash))
  if (key) accepted.set(id, true)
  else rejected.set(id, true)
  return key
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

const reject = (reason: unknown): never => rejectLimited(reason, 'Too many unknown API keys.')

import { createHash, createHmac } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { env } from '../env'
import { singleton } from '../singleton'

/** The two padded keys of HMAC (RFC 2104), as the database keeps them: app_tenant() needs no extension to verify. */
export function sealPads(key: string): { inner: Buffer; outer: Buffer } {
  const block = Buffer.alloc(64)
  const bytes = Buffer.from(key, 'utf8')
  if (bytes.length > 64) createHash('sha256').update(bytes).digest().copy(block)
  else bytes.copy(block)
  return { inner: Buffer.from(block.map((b) => b ^ 0x36)), outer: Buffer.from(block.map((b) => b ^ 0x5c)) }
}

const seals = singleton('tenant-seals', () => new LRUCache<string, string>({ max: 10_000 }))

/** The value of app.ctx for a tenant: its id and the HMAC-SHA256 that the database checks. */
export function sealTenant(tenantId: string): string {
  const known = seals.get(tenantId)
  if (known) return known
  const mac = createHmac('sha256', env().SENTINEL_TENANT_SEAL_KEY).update(tenantId).digest('hex')
  const seal = `${tenantId}.${mac}`
  seals.set(tenantId, seal)
  return seal
}

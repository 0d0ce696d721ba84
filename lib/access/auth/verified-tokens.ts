import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { singleton } from '@/lib/platform/singleton'
import type { SessionKind } from './sessions'

/** The content of a verified token or cookie. The session may have ended. */
export interface TokenClaims {
  tenantId: string
  sessionId: string
  /** After this time the signature is checked again, and fails. */
  expiresAtMs: number
}

/** The claims of both kinds: tenant, session and user. */
export const claimsSchema = z.object({ tid: uuid, sid: uuid, sub: uuid, exp: z.int() })

const MAX_TOKEN_LENGTH = 4096
const known = () =>
  singleton('auth.verified-tokens', () => new LRUCache<string, TokenClaims>({ max: 10_000 }))

/** Verifies a token once and caches the result by its hash until it expires. Null where it is invalid. */
export async function verifiedOnce(
  kind: SessionKind,
  token: string,
  verify: (token: string) => Promise<TokenClaims | null>,
): Promise<TokenClaims | null> {
  if (token.length > MAX_TOKEN_LENGTH) return null
  const key = kind + hash('sha256', token, 'base64url')
  const seen = known().get(key)
  if (seen && seen.expiresAtMs > Date.now()) return seen
  const claims = await verify(token)
  if (claims) known().set(key, claims)
  return claims
}

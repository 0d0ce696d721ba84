import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { singleton } from '@/lib/platform/singleton'
import type { SessionKind } from './sessions'

/** What a verified token or cookie says. Whether its session still lives is another question. */
export interface TokenClaims {
  tenantId: string
  sessionId: string
  /** After this the signature must be checked again, which then fails. */
  expiresAtMs: number
}

/** The claims that both kinds carry: tenant, session and user. */
export const claimsSchema = z.object({ tid: z.uuid(), sid: z.uuid(), sub: z.uuid(), exp: z.int() })

const MAX_TOKEN_LENGTH = 4096
const known = () =>
  singleton('auth.verified-tokens', () => new LRUCache<string, TokenClaims>({ max: 10_000 }))

/** Verifies a token once and remembers it by its hash until it expires. Null where it is not valid. */
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

import { jwtVerify, SignJWT } from 'jose'
import { env } from '@/lib/platform/env'
import { singleton } from '@/lib/platform/singleton'
import { type Principal } from './principal'
import type { LoginResponse } from './schema'
import { liveSession, type UserActor } from './sessions'
import { claimsSchema, type TokenClaims, verifiedOnce } from './verified-tokens'

/** Bearer tokens of the API: HS256 only, short-lived, valid only with their session (RFC 8725, RFC 9068). */
export const ACCESS_TOKEN_MINUTES = 15
const ISSUER = 'sentinel'
const AUDIENCE = 'sentinel-api'
const TYPE = 'at+jwt'
const LEEWAY_SECONDS = 60

export interface AccessTokenSubject {
  tenantId: string
  userId: string
  sessionId: string
  role: string
}

export async function issueAccessToken(subject: AccessTokenSubject): Promise<LoginResponse> {
  const token = await new SignJWT({ tid: subject.tenantId, sid: subject.sessionId, role: subject.role })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setSubject(subject.userId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_MINUTES}m`)
    .sign((await tokenKeys())[0])
  return { access_token: token, token_type: 'bearer', expires_in_minutes: ACCESS_TOKEN_MINUTES }
}

/** The user of a bearer token, or null where it is malformed, forged, expired or revoked. */
export async function verifyAccessToken(token: string): Promise<Principal<UserActor> | null> {
  const claims = await verifiedOnce('token', token, verifySignature)
  return claims && (await liveSession(claims.tenantId, claims.sessionId, 'token'))
}

async function verifySignature(token: string): Promise<TokenClaims | null> {
  for (const key of await tokenKeys()) {
    const claims = await verifyWith(key, token)
    if (claims) return claims
  }
  return null
}

async function verifyWith(key: CryptoKey, token: string): Promise<TokenClaims | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTolerance: LEEWAY_SECONDS,
      maxTokenAge: ACCESS_TOKEN_MINUTES * 60,
    })
    const claims = claimsSchema.safeParse(payload)
    if (!claims.success) return null
    const { tid, sid, exp } = claims.data
    return { tenantId: tid, sessionId: sid, expiresAtMs: (exp + LEEWAY_SECONDS) * 1000 }
  } catch {
    // The key is there, so whatever failed is the token's fault: jose throws many kinds of error for bad text.
    return null
  }
}

/** The key that signs, then the one before it, whose tokens stay valid. */
const tokenKeys = () =>
  singleton('auth.token-keys', async (): Promise<[CryptoKey, ...CryptoKey[]]> => {
    const { SENTINEL_JWT_SECRET: current, SENTINEL_JWT_SECRET_PREVIOUS: previous } = env()
    return [await importKey(current), ...(previous === undefined ? [] : [await importKey(previous)])]
  })

const importKey = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])

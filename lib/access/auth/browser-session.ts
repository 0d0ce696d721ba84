import { decode, type JWT } from 'next-auth/jwt'
import { env } from '@/lib/platform/env'
import { type Principal } from './principal'
import { liveSession, type UserActor } from './sessions'
import { claimsSchema, type TokenClaims, verifiedOnce } from './verified-tokens'

/** The browser's sign-in: an encrypted cookie that names a session row. */
export const SESSION_HOURS = 8

/** Over https the browser enforces the prefix: Secure, path / and no Domain. */
export const usesHttps = (): boolean => env().NEXTAUTH_URL.startsWith('https://')
export const sessionCookieName = (): string => (usesHttps() ? '__Host-sentinel-session' : 'sentinel-session')

/** The session cookie's value in a Cookie header. */
export function readSessionCookie(header: string | null): string | null {
  if (header === null) return null
  const name = sessionCookieName() + '='
  const found = header.split(';').find((part) => part.trimStart().startsWith(name))
  return found ? found.trim().slice(name.length) : null
}

/** The user of a session cookie, or null where it is malformed, forged, expired or revoked. */
export async function verifySessionCookie(cookie: string): Promise<Principal<UserActor> | null> {
  const claims = await verifiedOnce('browser', cookie, decrypt)
  return claims && (await liveSession(claims.tenantId, claims.sessionId, 'browser'))
}

async function decrypt(cookie: string): Promise<TokenClaims | null> {
  const payload = await decryptCookie(cookie)
  const claims = claimsSchema.safeParse(payload)
  if (!claims.success) return null
  return { tenantId: claims.data.tid, sessionId: claims.data.sid, expiresAtMs: claims.data.exp * 1000 }
}

/** The content of a cookie that the current secret or the one before it encrypted, or null. */
export async function decryptCookie(cookie: string): Promise<JWT | null> {
  const { NEXTAUTH_SECRET: current, NEXTAUTH_SECRET_PREVIOUS: previous } = env()
  const open = (secret: string) => decode({ token: cookie, secret }).catch(() => null)
  return (await open(current)) ?? (previous === undefined ? null : await open(previous))
}

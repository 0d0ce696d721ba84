import type { NextAuthOptions } from 'next-auth'
import type { JWT, JWTDecodeParams } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import { env } from '@/lib/platform/env'
import { isAppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { log } from '@/lib/platform/log'
import { decryptCookie, SESSION_HOURS, sessionCookieName, usesHttps } from './browser-session'
import { clientIp } from './client-ip'
import { toContext } from './principal'
import { loginBody } from './schema'
import { type SignedIn, signIn } from './sign-in'
import { signOut } from './sign-out'
import { liveSession } from './sessions'

/** next-auth handles the browser's sign-in; the session row decides whether a cookie is valid. */
const providerOf = (onSignedIn: (signedIn: SignedIn) => void) =>
  CredentialsProvider({
    credentials: { email: {}, password: {}, tenant: {} },
    async authorize(credentials, request) {
      const { email, password, tenant } = credentials ?? {}
      const input = loginBody.safeParse({ email, password, tenant: tenant || undefined })
      if (!input.success) return null
      const headers = new Headers(request.headers as Record<string, string>)
      const origin = {
        ip: clientIp(headers),
        userAgent: headers.get('user-agent'),
        requestId: newId(),
        cookies: headers.get('cookie'),
      }
      try {
        const signedIn = await signIn(input.data, 'browser', origin)
        onSignedIn(signedIn)
        return { ...signedIn, id: signedIn.userId }
      } catch (error) {
        const code = signInErrorCode(error)
        if (code === null) return null
        throw new Error(code)
      }
    },
  })

/**
 * The result for the sign-in screen: null for wrong credentials, otherwise a code; `throttled` and `overloaded` include
 * the seconds to wait.
 */
function signInErrorCode(error: unknown): string | null {
  if (!isAppError(error)) {
    log.error({ err: error }, 'sign-in failed')
    return 'unavailable'
  }
  if (error.code === 'invalid-credentials') return null
  if (error.code === 'too-many-requests') return `throttled:${error.retryAfterSeconds ?? 1}`
  if (error.code === 'overloaded') return `overloaded:${error.retryAfterSeconds ?? 1}`
  return error.code === 'tenant-suspended' ? 'suspended' : 'unavailable'
}

/** Decrypts the cookie; a cookie of an ended session is treated as invalid. */
async function decodeLive({ token: cookie }: JWTDecodeParams): Promise<JWT | null> {
  const token = cookie ? await decryptCookie(cookie) : null
  const { tid, sid } = (token ?? {}) as { tid?: string; sid?: string }
  return token && tid && sid && (await liveSession(tid, sid, 'browser')) ? token : null
}

/** @param onSignedIn gets a sign-in of this request, whose response should set the cookie of the device */
export const nextAuthOptions = (
  onSignedIn: (signedIn: SignedIn) => void = () => undefined,
): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  providers: [providerOf(onSignedIn)],
  session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
  jwt: { maxAge: SESSION_HOURS * 3600, decode: decodeLive },
  pages: { signIn: '/login', error: '/login', signOut: '/login' },
  useSecureCookies: usesHttps(),
  cookies: {
    sessionToken: {
      name: sessionCookieName(),
      options: { httpOnly: true, sameSite: 'lax', path: '/', secure: usesHttps() },
    },
  },
  callbacks: {
    jwt({ token, user }) {
      const signedIn = user as unknown as SignedIn | undefined
      return signedIn ? { sub: signedIn.userId, tid: signedIn.tenantId, sid: signedIn.sessionId } : token
    },
    // The server reads the profile of the user; the browser learns only that a user is signed in.
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: { signOut: ({ token }) => endSession(token) },
  logger: {
    error: (code) => log.debug({ code }, 'next-auth'),
    warn: (code) => log.debug({ code }, 'next-auth'),
    debug: () => undefined,
  },
})

async function endSession(token: JWT | null): Promise<void> {
  const { tid, sid } = (token ?? {}) as { tid?: string; sid?: string }
  const principal = tid && sid ? await liveSession(tid, sid, 'browser') : null
  if (principal) await signOut(toContext(principal, newId()))
}

import { AppError } from '@/lib/platform/errors'
import type { IncomingHeaders, IncomingRequest } from '@/lib/platform/incoming'
import { verifyAccessToken } from './access-token'
import { verifyApiKey } from './api-key-credential'
import { looksLikeApiKey } from './api-key-secret'
import { readSessionCookie, verifySessionCookie } from './browser-session'
import { clientIp } from './client-ip'
import type { Context } from '@/lib/contract/context'
import { type Principal, toContext } from './principal'
import { assertSameSite } from './same-site'

/**
 * Authenticates a request: a bearer token or API key in a header, otherwise the session cookie. A header replaces the
 * cookie; for an unsafe method the cookie counts only when a page of the product sent it.
 * @throws AppError invalid-token, tenant-suspended, cross-site, too-many-requests
 */
export async function authenticate(request: IncomingRequest, requestId: string): Promise<Context> {
  const secret = headerCredential(request.headers)
  const principal = secret === null ? await fromCookie(request) : await fromHeader(secret, request)
  if (!principal) throw new AppError('invalid-token')
  return toContext(principal, requestId)
}

/** The credential in the headers, null without one. Two of them, or one in another form, are rejected. */
function headerCredential(headers: IncomingHeaders): string | null {
  const authorization = headers.get('authorization')
  const apiKey = headers.get('x-api-key')
  if (authorization === null) return apiKey
  const bearer = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization)?.[1]
  if (!bearer || apiKey !== null) throw new AppError('invalid-token')
  return bearer
}

function fromHeader(secret: string, request: IncomingRequest): Promise<Principal | null> {
  const isKey = looksLikeApiKey(secret) || !request.headers.has('authorization')
  return isKey ? verifyApiKey(secret, clientIp(request.headers)) : verifyAccessToken(secret)
}

async function fromCookie(request: IncomingRequest): Promise<Principal | null> {
  const cookie = readSessionCookie(request.headers.get('cookie'))
  if (cookie === null) return null
  const principal = await verifySessionCookie(cookie)
  if (principal) assertSameSite(request)
  return principal
}

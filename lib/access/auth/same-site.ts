import { env } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'
import type { IncomingHeaders, IncomingRequest } from '@/lib/platform/incoming'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/**
 * Rejects an unsafe request with a session cookie that another site sent. Only for cookies: a browser never attaches a
 * token or key in a header on its own.
 * @throws AppError cross-site
 */
export function assertSameSite(request: IncomingRequest): void {
  if (SAFE_METHODS.includes(request.method) || isSameSite(request.headers)) return
  throw new AppError('cross-site', {
    detail: 'Cookies are accepted from our own pages only. Send a bearer token or a key.',
  })
}

function isSameSite(headers: IncomingHeaders): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = headers.get('origin')
  if (origin === null || !URL.canParse(origin)) return false
  const host = new URL(origin).host
  return host === headers.get('host') || host === new URL(env().NEXTAUTH_URL).host
}

import { env } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'
import type { IncomingHeaders, IncomingRequest } from '@/lib/platform/incoming'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses an unsafe request that the browser's cookie would authenticate but another site sent.
 * Only for cookie-authenticated requests: a token or key in a header is never attached by a browser on its own.
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

import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from '@/lib/http/content-security-policy'
import { isDevelopment } from '@/lib/platform/env'

/**
 * Pages only: a nonce for their scripts, their security headers, and a shortcut to the sign-in screen.
 * It guards nothing: every page and operation checks the session itself.
 */
export function middleware(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  if (!isPublic(pathname) && !SESSION_COOKIES.some((name) => request.cookies.has(name))) {
    const login = new URL('/login', request.url)
    if (pathname !== '/') login.searchParams.set('callbackUrl', pathname + search)
    return NextResponse.redirect(login)
  }
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, isDevelopment())
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-pathname', pathname + search)
  // The framework reads the nonce for its own scripts from the policy of the incoming request.
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value)
  return response
}

const SESSION_COOKIES = ['sentinel-session', '__Host-sentinel-session']

const isPublic = (pathname: string): boolean =>
  /^\/(login|forgot-password|reset-password|accept-invitation|docs)(\/|$)/.test(pathname)

const SECURITY_HEADERS = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
] as const

// Never /api: Next truncates a matched request body at 10 MB, and the detour costs each call throughput.
// Never the files of public/: browsers fetch icon and manifest without the session cookie.
export const config = {
  runtime: 'nodejs',
  matcher: [
    '/((?!api(?:/|$)|_next/|vendor/|samples/|(?:icon\\.svg|favicon\\.ico|robots\\.txt|manifest\\.webmanifest)$).*)',
  ],
}

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { newId } from '@/lib/platform/ids'
import { sessionCookieName, verifySessionCookie } from './browser-session'
import { safeCallbackPath } from './callback-path'
import type { Context } from '@/lib/contract/context'
import { toContext } from './principal'

/** The context of pages; apiRoute() creates that of route handlers. */

/** The signed-in user, or null. Read once per page, however many components need it. */
export const currentUser = cache(async (): Promise<Context | null> => {
  const cookie = (await cookies()).get(sessionCookieName())?.value
  const principal = cookie ? await verifySessionCookie(cookie) : null
  if (!principal?.tenantActive) return null
  return toContext(principal, newId())
})

/** The signed-in user; without one, redirects to sign-in and back. */
export async function requireUser(): Promise<Context> {
  const ctx = await currentUser()
  if (ctx) return ctx
  const path = safeCallbackPath((await headers()).get('x-pathname'))
  redirect(path === '/' ? '/login' : `/login?callbackUrl=${encodeURIComponent(path)}`)
}

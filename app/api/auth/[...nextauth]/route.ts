import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { assertSameSite, nextAuthOptions } from '@/lib/access/auth'
import { problemResponse, publicError } from '@/lib/http/api-response'
import { requestIdOf } from '@/lib/platform/incoming'
import { AppError } from '@/lib/platform/errors'

/** The routes of next-auth that the sign-in screen needs. The others (log sink, default pages) are not served. */
const ACTIONS = ['csrf', 'session', 'providers', 'signin', 'signout', 'callback', 'error']

type RouteContext = { params: Promise<{ nextauth: string[] }> }

async function handle(request: NextRequest, route: RouteContext): Promise<Response> {
  try {
    const [action = ''] = (await route.params).nextauth
    if (!ACTIONS.includes(action)) throw new AppError('not-found')
    assertSameSite(request)
    let deviceCookie: string | null = null
    const options = nextAuthOptions((signedIn) => (deviceCookie = signedIn.deviceCookie))
    const response = (await NextAuth(request, route, options)) as Response
    if (deviceCookie !== null) response.headers.append('set-cookie', deviceCookie)
    return response
  } catch (error) {
    return problemResponse(publicError(error), requestIdOf(request))
  }
}

export { handle as GET, handle as POST }

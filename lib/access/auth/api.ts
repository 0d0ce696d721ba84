import { defineOperation } from '@/lib/contract/operation'
import { RawResponse } from '@/lib/contract/raw-response'
import { AppError } from '@/lib/platform/errors'
import { issueAccessToken } from './access-token'
import { clientIp } from './client-ip'
import { presentMe } from './present'
import { loginBody, loginResponse, meResponse } from './schema'
import { signIn } from './sign-in'
import { signOut } from './sign-out'

export const loginOperation = defineOperation({
  id: 'login',
  method: 'POST',
  path: '/api/auth/login',
  tag: 'Authentication',
  summary: 'Exchange e-mail and password for a bearer token',
  description:
    'After five failures in a row from one network the response is 429 for a growing time, at most 15 minutes, even with the ' +
    'right password; an attempt during this time does not prolong it. The cookie of the response makes the device known: ' +
    'failures from elsewhere do not delay it. An e-mail address that exists in several institutions needs `tenant`.',
  auth: 'public',
  idempotency: {
    excluded: 'each sign-in opens a session of its own, and no stored response may hold a token',
  },
  body: loginBody,
  bodyLimitBytes: 4_096,
  response: { status: 200, schema: loginResponse },
  errors: [
    'invalid-credentials',
    'tenant-suspended',
    'too-many-requests',
    'overloaded',
    'database-unavailable',
  ],
  async handler({ body, request, requestId }) {
    const { headers } = request
    const signedIn = await signIn(body, 'token', {
      ip: clientIp(headers),
      userAgent: headers.get('user-agent'),
      requestId,
      cookies: headers.get('cookie'),
    })
    const token = loginResponse.parse(await issueAccessToken(signedIn))
    return new RawResponse(200, JSON.stringify(token), { 'set-cookie': signedIn.deviceCookie })
  },
})

export const getMeOperation = defineOperation({
  id: 'getMe',
  method: 'GET',
  path: '/api/auth/me',
  tag: 'Authentication',
  summary: 'The signed-in user',
  auth: 'user',
  response: { status: 200, schema: meResponse },
  errors: [],
  handler({ ctx: { actor, tenant } }) {
    if (actor.kind !== 'user') throw new AppError('missing-permission')
    return presentMe(actor, tenant)
  },
})

export const logoutOperation = defineOperation({
  id: 'logout',
  method: 'POST',
  path: '/api/auth/logout',
  tag: 'Authentication',
  summary: 'End the session of this token or cookie',
  auth: 'user',
  idempotency: {
    excluded: 'it ends the credentials of the request, so that a repetition is rejected with 401',
  },
  response: { status: 204, description: 'The session has ended' },
  errors: [],
  async handler({ ctx }) {
    await signOut(ctx)
    return undefined
  },
})

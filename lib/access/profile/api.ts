import { z } from 'zod'
import { changePassword, clientIp } from '@/lib/access/auth'
import { passwordChange } from '@/lib/access/auth/schema'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { changeProfile } from './change-profile'
import { endOtherSessions, endOwnSession } from './end-sessions'
import { getProfile, listOwnSessions } from './queries'
import { endedResponse, profileChange, profileResponse, sessionPageResponse, sessionQuery } from './schema'

const own = { tag: 'Profile', auth: 'user' } as const

export const getProfileOperation = defineOperation({
  ...own,
  id: 'getProfile',
  method: 'GET',
  path: '/api/profile',
  summary: 'Read your account',
  response: { status: 200, schema: profileResponse },
  errors: [],
  handler: ({ ctx }) => getProfile(ctx),
})

export const changeProfileOperation = defineOperation({
  ...own,
  id: 'changeProfile',
  method: 'PATCH',
  path: '/api/profile',
  summary: 'Change your name',
  versioned: true,
  body: profileChange,
  response: { status: 200, schema: profileResponse },
  errors: [],
  handler: ({ ctx, body, ifMatch }) => changeProfile(ctx, body, ifMatch),
})

export const changePasswordOperation = defineOperation({
  ...own,
  id: 'changePassword',
  method: 'PUT',
  path: '/api/profile/password',
  summary: 'Change your password',
  description:
    'Ends your other sessions within 15 seconds on every server, and every open link to set a password. A wrong current ' +
    'password counts as a failed sign-in.',
  idempotency: { excluded: 'no fingerprint of a password may be stored' },
  bodyLimitBytes: 4_096,
  body: passwordChange,
  response: { status: 204, description: 'The password is changed' },
  errors: ['conflict', 'overloaded'],
  async handler({ ctx, body, request: { headers } }) {
    await changePassword(ctx, body, { ip: clientIp(headers), cookies: headers.get('cookie') })
    return undefined
  },
})

export const listOwnSessionsOperation = defineOperation({
  ...own,
  id: 'listOwnSessions',
  method: 'GET',
  path: '/api/profile/sessions',
  summary: 'List your sessions, the newest sign-in first',
  query: sessionQuery,
  response: { status: 200, schema: sessionPageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listOwnSessions(ctx, query),
})

export const endOtherSessionsOperation = defineOperation({
  ...own,
  id: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/profile/sessions',
  summary: 'End all your sessions but the one of this request',
  response: { status: 200, schema: endedResponse },
  errors: [],
  handler: ({ ctx }) => endOtherSessions(ctx),
})

export const endOwnSessionOperation = defineOperation({
  ...own,
  id: 'endOwnSession',
  method: 'DELETE',
  path: '/api/profile/sessions/{id}',
  summary: 'End one of your sessions',
  params: z.strictObject({ id: uuid }),
  response: { status: 204, description: 'The session has ended' },
  errors: ['not-found'],
  handler: ({ ctx, params }) => endOwnSession(ctx, params.id).then(() => undefined),
})

import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { defineOperation } from '@/lib/contract/operation'
import { changeUser } from './change-user'
import { endUserSessions } from './end-user-sessions'
import { listAssignable, listUsers } from './queries'
import { assignableUsersResponse, userChange, userPageResponse, userQuery, userResponse } from './schema'

const TAG = 'Users'

export const listUsersOperation = defineOperation({
  id: 'listUsers',
  method: 'GET',
  path: '/api/users',
  tag: TAG,
  summary: 'List the users of the institution by e-mail',
  auth: 'user',
  permission: 'user:manage',
  query: userQuery,
  response: { status: 200, schema: userPageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listUsers(ctx, query),
})

export const listAssignableUsersOperation = defineOperation({
  id: 'listAssignableUsers',
  method: 'GET',
  path: '/api/users/assignable',
  tag: TAG,
  summary: 'List who can be given a case or be mentioned',
  auth: 'user',
  permission: 'case:read',
  response: { status: 200, schema: assignableUsersResponse },
  errors: [],
  handler: ({ ctx }) => listAssignable(ctx),
})

export const changeUserOperation = defineOperation({
  id: 'changeUser',
  method: 'PATCH',
  path: '/api/users/{id}',
  tag: TAG,
  summary: "Change a user's role, or disable or enable the user",
  description: 'It takes effect within 15 seconds on every server. Disabling a user ends their sessions.',
  auth: 'user',
  permission: 'user:manage',
  versioned: true,
  params: z.strictObject({ id: uuid }),
  body: userChange,
  response: { status: 200, schema: userResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body, ifMatch }) => changeUser(ctx, params.id, body, ifMatch),
})

export const endUserSessionsOperation = defineOperation({
  id: 'endUserSessions',
  method: 'DELETE',
  path: '/api/users/{id}/sessions',
  tag: TAG,
  summary: 'Sign a user out everywhere',
  description: 'It takes effect within 15 seconds on every server. The user can sign in again.',
  auth: 'user',
  permission: 'user:manage',
  params: z.strictObject({ id: uuid }),
  response: { status: 204, description: 'The sessions have ended' },
  errors: ['not-found'],
  handler: ({ ctx, params }) => endUserSessions(ctx, params.id).then(() => undefined),
})

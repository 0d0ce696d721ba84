import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { changeUser } from './change-user'
import { listAssignable, listUsers } from './queries'
import { assignableUsersResponse, userChange, userPageResponse, userResponse } from './schema'

const TAG = 'Users'

export const listUsersOperation = defineOperation({
  id: 'listUsers',
  method: 'GET',
  path: '/api/users',
  tag: TAG,
  summary: 'List the users of the institution by e-mail',
  auth: 'user',
  permission: 'user:manage',
  query: z.strictObject(pageQuery(50, 200)),
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
  params: z.strictObject({ id: uuid }),
  body: userChange,
  response: { status: 200, schema: userResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body }) => changeUser(ctx, params.id, body),
})

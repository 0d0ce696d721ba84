import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { cursorCodec, pageQuery, toPage } from '@/lib/contract/pagination'
import { changeRole, disableUser, enableUser } from './change-user'
import { listAssignable, listUsers } from './queries'
import type { UserRecord } from './record'
import {
  assignableUsersSchema,
  changeUserSchema,
  type UserResponse,
  userPageSchema,
  userSchema,
} from './schema'

const TAG = 'Users'
const LIST = 'users'
const cursors = cursorCodec(z.string())

export const listUsersOperation = defineOperation({
  id: 'listUsers',
  method: 'GET',
  path: '/api/users',
  tag: TAG,
  summary: 'List the people of the institution by e-mail',
  auth: 'user',
  permission: 'user:manage',
  query: z.strictObject(pageQuery(50, 200)),
  response: { status: 200, schema: userPageSchema },
  errors: ['invalid-cursor'],
  async handler({ ctx, query }) {
    const after = query.cursor === undefined ? undefined : cursors.decode(LIST, query.cursor)
    const rows = await listUsers(ctx, { limit: query.limit, after })
    const { items, nextCursor } = toPage(rows, query.limit, (last) => cursors.encode(LIST, last.email))
    return { items: items.map(present), next_cursor: nextCursor }
  },
})

export const listAssignableUsersOperation = defineOperation({
  id: 'listAssignableUsers',
  method: 'GET',
  path: '/api/users/assignable',
  tag: TAG,
  summary: 'List who can be given a case or be mentioned',
  auth: 'user',
  permission: 'case:read',
  response: { status: 200, schema: assignableUsersSchema },
  errors: [],
  handler: ({ ctx }) => listAssignable(ctx),
})

export const changeUserOperation = defineOperation({
  id: 'changeUser',
  method: 'PATCH',
  path: '/api/users/{id}',
  tag: TAG,
  summary: "Change a person's role, or close or reopen their account",
  description: 'It acts within 15 seconds on every server. Closing an account ends its sessions.',
  auth: 'user',
  permission: 'user:manage',
  params: z.strictObject({ id: z.uuid() }),
  body: changeUserSchema,
  response: { status: 200, schema: userSchema },
  errors: ['not-found', 'conflict'],
  async handler({ ctx, params, body }) {
    if (body.role !== undefined) return present(await changeRole(ctx, params.id, body.role))
    const change = body.status === 'disabled' ? disableUser : enableUser
    return present(await change(ctx, params.id))
  },
})

const present = (user: UserRecord): UserResponse => ({
  id: user.id,
  email: user.email,
  full_name: user.fullName,
  role: user.role,
  status: user.status,
  created_at: user.createdAt.toISOString(),
})

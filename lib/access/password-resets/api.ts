import { z } from 'zod'
import { clientIp, limitLinks } from '@/lib/access/auth'
import { signInHintResponse } from '@/lib/access/auth/schema'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { completeReset } from './complete-reset'
import { makeReset } from './make-reset'
import { requestReset } from './request-reset'
import { madeResetResponse, newReset, resetCompletion, resetRequest } from './schema'

const own = {
  path: '/api/auth/password-reset',
  tag: 'Authentication',
  auth: 'public',
  bodyLimitBytes: 4_096,
} as const

export const requestPasswordResetOperation = defineOperation({
  ...own,
  id: 'requestPasswordReset',
  method: 'POST',
  summary: 'Ask for a link to set a new password, by e-mail',
  description:
    'The response is the same for an unknown address, after the same time. The link works once, within an hour. An address ' +
    'that exists in several institutions needs `tenant`.',
  body: resetRequest,
  response: { status: 204, description: 'A link is on its way if the address is that of a user' },
  errors: ['too-many-requests', 'mail-not-configured', 'database-unavailable'],
  async handler({ body, request, requestId }) {
    await requestReset(body, { ip: clientIp(request.headers), requestId })
    return undefined
  },
})

export const completePasswordResetOperation = defineOperation({
  ...own,
  id: 'completePasswordReset',
  method: 'PUT',
  summary: 'Set a new password by a link',
  description: 'Ends all sessions of the user within 15 seconds on every server.',
  limit: limitLinks,
  body: resetCompletion,
  response: { status: 200, schema: signInHintResponse },
  errors: ['invalid-link', 'conflict', 'overloaded', 'database-unavailable'],
  handler: ({ body, requestId }) => completeReset(body, requestId),
})

export const makePasswordResetOperation = defineOperation({
  id: 'makePasswordReset',
  method: 'POST',
  path: '/api/users/{id}/password-reset',
  idempotency: 'sealed',
  tag: 'Users',
  summary: 'Make a link with which a user sets a new password',
  description:
    'It works once, within 24 hours, while the administrator who made it is one. It goes out by e-mail where the ' +
    'installation sends it, otherwise it is in this response only. Until it is used, password and sessions stay.',
  auth: 'user',
  permission: 'user:manage',
  params: z.strictObject({ id: uuid }),
  body: newReset,
  response: { status: 201, schema: madeResetResponse },
  errors: ['not-found', 'conflict', 'mail-not-configured'],
  handler: ({ ctx, params, body }) => makeReset(ctx, params.id, body.deliver),
})

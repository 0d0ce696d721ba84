import { z } from 'zod'
import { limitLinks } from '@/lib/access/auth'
import { signInHintResponse } from '@/lib/access/auth/schema'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { acceptInvitation } from './accept-invitation'
import { readInvitation } from './find-open'
import { inviteUser } from './invite-user'
import { listInvitations } from './queries'
import { renewInvitation } from './renew-invitation'
import {
  acceptance,
  invitationPageResponse,
  invitationQuery,
  invitationTokenBody,
  madeInvitationResponse,
  newInvitation,
  openInvitationResponse,
  renewal,
} from './schema'
import { withdrawInvitation } from './withdraw-invitation'

const manage = { tag: 'Users', auth: 'user', permission: 'user:manage' } as const
const withLink = { tag: 'Authentication', auth: 'public', bodyLimitBytes: 4_096, limit: limitLinks } as const
const params = z.strictObject({ id: uuid })

export const listInvitationsOperation = defineOperation({
  ...manage,
  id: 'listInvitations',
  method: 'GET',
  path: '/api/invitations',
  summary: 'List open invitations, the newest first',
  query: invitationQuery,
  response: { status: 200, schema: invitationPageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listInvitations(ctx, query),
})

export const inviteUserOperation = defineOperation({
  ...manage,
  id: 'inviteUser',
  method: 'POST',
  path: '/api/invitations',
  idempotency: 'sealed',
  summary: 'Invite a user',
  description:
    'Makes a link that works once, within 72 hours, while the administrator who made it is one. It goes out by e-mail where ' +
    'the installation sends it, otherwise it is in this response only.',
  body: newInvitation,
  response: { status: 201, schema: madeInvitationResponse },
  errors: ['conflict', 'mail-not-configured'],
  handler: ({ ctx, body }) => inviteUser(ctx, body),
})

export const renewInvitationOperation = defineOperation({
  ...manage,
  id: 'renewInvitation',
  method: 'POST',
  path: '/api/invitations/{id}/link',
  idempotency: 'sealed',
  summary: 'Make a new link for an invitation',
  description: 'The former link no longer works. The invitation is then yours.',
  params,
  body: renewal,
  response: { status: 201, schema: madeInvitationResponse },
  errors: ['not-found', 'mail-not-configured'],
  handler: ({ ctx, params: { id }, body }) => renewInvitation(ctx, id, body.deliver),
})

export const withdrawInvitationOperation = defineOperation({
  ...manage,
  id: 'withdrawInvitation',
  method: 'DELETE',
  path: '/api/invitations/{id}',
  summary: 'Withdraw an invitation',
  params,
  response: { status: 204, description: 'The link no longer works' },
  errors: ['not-found'],
  handler: ({ ctx, params: { id } }) => withdrawInvitation(ctx, id).then(() => undefined),
})

export const readInvitationOperation = defineOperation({
  ...withLink,
  id: 'readInvitation',
  method: 'POST',
  path: '/api/auth/invitation',
  summary: 'Read what the link of an invitation is for',
  body: invitationTokenBody,
  response: { status: 200, schema: openInvitationResponse },
  errors: ['invalid-link', 'database-unavailable'],
  handler: ({ body }) => readInvitation(body.token),
})

export const acceptInvitationOperation = defineOperation({
  ...withLink,
  id: 'acceptInvitation',
  method: 'PUT',
  path: '/api/auth/invitation',
  summary: 'Accept an invitation with a password',
  body: acceptance,
  response: { status: 200, schema: signInHintResponse },
  errors: ['invalid-link', 'conflict', 'overloaded', 'database-unavailable'],
  handler: ({ body, requestId }) => acceptInvitation(body, requestId),
})

import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { changeChannel } from './change-channel'
import { createChannel } from './create-channel'
import { deleteChannel } from './delete-channel'
import { listChannels, listDeliveries } from './queries'
import { resend } from './resend'
import { rotateSecret } from './rotate-secret'
import {
  channelChange,
  channelListResponse,
  channelResponse,
  channelWithSecret,
  deliveryPageResponse,
  deliveryQuery,
  deliveryResponse,
  MAX_CHANNELS,
  newChannel,
} from './schema'
import { testChannel } from './test-channel'

const TAG = 'Alerts'
const params = z.strictObject({ id: uuid })

export const listAlertChannelsOperation = defineOperation({
  id: 'listAlertChannels',
  method: 'GET',
  path: '/api/alert-channels',
  tag: TAG,
  summary: 'List the channels through which alerts are sent',
  auth: 'user',
  permission: 'alert:manage',
  response: { status: 200, schema: channelListResponse },
  errors: [],
  handler: ({ ctx }) => listChannels(ctx),
})

export const createAlertChannelOperation = defineOperation({
  id: 'createAlertChannel',
  method: 'POST',
  path: '/api/alert-channels',
  idempotency: 'sealed',
  tag: TAG,
  summary: 'Add a channel for alerts',
  description:
    `At most ${MAX_CHANNELS}. URLs use https and lead to public addresses, unless the operator allows others; redirects are not ` +
    'followed. The secret of a signed webhook is in this response only.',
  auth: 'user',
  permission: 'alert:manage',
  body: newChannel,
  response: { status: 201, schema: channelWithSecret },
  errors: ['conflict', 'mail-not-configured'],
  handler: ({ ctx, body }) => createChannel(ctx, body),
})

export const changeAlertChannelOperation = defineOperation({
  id: 'changeAlertChannel',
  method: 'PATCH',
  path: '/api/alert-channels/{id}',
  tag: TAG,
  summary: 'Change a channel, or switch it on or off',
  description:
    'A channel that is off gets no new messages. What waits is sent when it is on again within 4 days; else it ends as failed.',
  auth: 'user',
  permission: 'alert:manage',
  versioned: true,
  params,
  body: channelChange,
  response: { status: 200, schema: channelResponse },
  errors: ['not-found', 'conflict', 'mail-not-configured'],
  handler: ({ ctx, params: { id }, body, ifMatch }) => changeChannel(ctx, id, body, ifMatch),
})

export const deleteAlertChannelOperation = defineOperation({
  id: 'deleteAlertChannel',
  method: 'DELETE',
  path: '/api/alert-channels/{id}',
  tag: TAG,
  summary: 'Delete a channel that no rule uses',
  auth: 'user',
  permission: 'alert:manage',
  params,
  response: { status: 204, description: 'The channel is deleted; the log keeps its deliveries' },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params: { id } }) => deleteChannel(ctx, id).then(() => undefined),
})

export const rotateAlertSecretOperation = defineOperation({
  id: 'rotateAlertSecret',
  method: 'POST',
  path: '/api/alert-channels/{id}/rotation',
  idempotency: 'sealed',
  tag: TAG,
  summary: 'Replace the secret of a signed webhook',
  description:
    'For 24 hours messages carry the signatures of the old and the new secret. The new one is in this response only.',
  auth: 'user',
  permission: 'alert:manage',
  params,
  response: { status: 201, schema: channelWithSecret },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params: { id } }) => rotateSecret(ctx, id),
})

export const testAlertChannelOperation = defineOperation({
  id: 'testAlertChannel',
  method: 'POST',
  path: '/api/alert-channels/{id}/test',
  idempotency: { excluded: 'each call sends a message, and its result is what the receiver responds then' },
  tag: TAG,
  summary: 'Send a test message and return how it ended',
  description: 'Also through a channel that is off. 10 tests a minute; a webhook has 10 s to respond.',
  auth: 'user',
  permission: 'alert:manage',
  params,
  response: { status: 200, schema: deliveryResponse },
  errors: ['not-found', 'too-many-requests'],
  handler: ({ ctx, params: { id } }) => testChannel(ctx, id),
})

export const listAlertDeliveriesOperation = defineOperation({
  id: 'listAlertDeliveries',
  method: 'GET',
  path: '/api/alert-deliveries',
  tag: TAG,
  summary: 'List what was sent through which channel, newest first',
  description: 'A message is delivered at least once, in no particular order. Kept for 30 days.',
  auth: 'user',
  permission: 'alert:manage',
  query: deliveryQuery,
  response: { status: 200, schema: deliveryPageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listDeliveries(ctx, query),
})

export const resendAlertOperation = defineOperation({
  id: 'resendAlert',
  method: 'POST',
  path: '/api/alert-deliveries/{id}/resend',
  tag: TAG,
  summary: 'Send a message again that was delivered or has failed',
  description: 'With the `webhook-id` of the first time and with all retries.',
  auth: 'user',
  permission: 'alert:manage',
  params,
  response: { status: 200, schema: deliveryResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params: { id } }) => resend(ctx, id),
})

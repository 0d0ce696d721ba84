import { defineOperation } from '@/lib/contract/operation'
import { getReplayStatus } from './get-status'
import { MAX_PAYMENTS, replayStatusResponse, startReplayBody } from './schema'
import { startReplay } from './start-replay'
import { stopReplay } from './stop-replay'

const TAG = 'Replay'

export const startReplayOperation = defineOperation({
  id: 'startReplay',
  method: 'POST',
  path: '/api/replay/start',
  tag: TAG,
  summary: 'Replay simulated payments, own former payments, or those of an uploaded file',
  description:
    'In sandboxes only, one at a time. Payments are scored as if they arrived now, at the given rate, until the time is over; at most ' +
    `${MAX_PAYMENTS} of them. They are stored with the source replay, change the states of the accounts that they name, and are left ` +
    'out of figures. It survives the end of a server.',
  auth: 'user',
  permission: 'replay:run',
  body: startReplayBody,
  response: { status: 200, schema: replayStatusResponse },
  errors: ['not-a-sandbox', 'no-production-model', 'conflict'],
  handler: ({ ctx, body }) => startReplay(ctx, body),
})

export const stopReplayOperation = defineOperation({
  id: 'stopReplay',
  method: 'POST',
  path: '/api/replay/stop',
  tag: TAG,
  summary: 'Stop the running replay',
  description: 'Harmless where none is running. Payments stay; labels that wait still arrive.',
  auth: 'user',
  permission: 'replay:run',
  response: { status: 200, schema: replayStatusResponse },
  errors: [],
  handler: ({ ctx }) => stopReplay(ctx),
})

export const getReplayStatusOperation = defineOperation({
  id: 'getReplayStatus',
  method: 'GET',
  path: '/api/replay/status',
  tag: TAG,
  summary: 'Read the running or else the last replay',
  auth: 'user-or-key',
  permission: 'transaction:read',
  response: { status: 200, schema: replayStatusResponse },
  errors: [],
  handler: ({ ctx }) => getReplayStatus(ctx),
})

import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { cancelRetraining } from './cancel-retraining'
import { getRetraining, getRetrainingSchedule, listRetrainings } from './queries'
import { requestRetraining } from './request-retraining'
import {
  FRAUDS_NEEDED,
  GENUINE_NEEDED,
  retrainingBody,
  retrainingListResponse,
  retrainingQuery,
  retrainingResponse,
  scheduleChange,
  scheduleResponse,
} from './schema'
import { setRetrainingSchedule } from './set-schedule'

const TAG = 'Models'

export const listRetrainingsOperation = defineOperation({
  id: 'listRetrainings',
  method: 'GET',
  path: '/api/retrainings',
  tag: TAG,
  summary: 'List retrainings, newest first',
  auth: 'user-or-key',
  permission: 'model:read',
  query: retrainingQuery,
  response: { status: 200, schema: retrainingListResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listRetrainings(ctx, query),
})

export const getRetrainingOperation = defineOperation({
  id: 'getRetraining',
  method: 'GET',
  path: '/api/retrainings/{id}',
  tag: TAG,
  summary: 'Read a retraining with its progress',
  auth: 'user-or-key',
  permission: 'model:read',
  params: z.object({ id: uuid }),
  response: { status: 200, schema: retrainingResponse },
  errors: ['not-found'],
  handler: ({ ctx, params }) => getRetraining(ctx, params.id),
})

export const requestRetrainingOperation = defineOperation({
  id: 'requestRetraining',
  method: 'POST',
  path: '/api/retrainings',
  tag: TAG,
  summary: 'Train a model on the own decisions of your institution',
  description:
    'Queues a retraining; one at a time. It exports decisions whose labels have matured, with the features that were stored when ' +
    `they were scored, trains and evaluates a model, and registers it as a challenger, never for production. It needs ${FRAUDS_NEEDED} ` +
    `frauds and ${GENUINE_NEEDED} genuine payments.`,
  auth: 'user',
  permission: 'policy:write',
  body: retrainingBody,
  response: { status: 201, schema: retrainingResponse },
  errors: ['training-unavailable', 'no-production-model', 'not-found', 'conflict'],
  handler: ({ ctx, body }) => requestRetraining(ctx, body),
})

export const cancelRetrainingOperation = defineOperation({
  id: 'cancelRetraining',
  method: 'POST',
  path: '/api/retrainings/{id}/cancel',
  tag: TAG,
  summary: 'Cancel a retraining that has not ended',
  description: 'The training process ends within seconds. Nothing is registered.',
  auth: 'user',
  permission: 'policy:write',
  params: z.object({ id: uuid }),
  response: { status: 200, schema: retrainingResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params }) => cancelRetraining(ctx, params.id),
})

export const getRetrainingScheduleOperation = defineOperation({
  id: 'getRetrainingSchedule',
  method: 'GET',
  path: '/api/retraining-schedule',
  tag: TAG,
  summary: 'Read when your institution retrains by itself',
  auth: 'user-or-key',
  permission: 'model:read',
  response: { status: 200, schema: scheduleResponse },
  errors: [],
  handler: ({ ctx }) => getRetrainingSchedule(ctx),
})

export const setRetrainingScheduleOperation = defineOperation({
  id: 'setRetrainingSchedule',
  method: 'PUT',
  path: '/api/retraining-schedule',
  tag: TAG,
  summary: 'Set when your institution retrains by itself',
  description: 'A start is skipped while another retraining is under way.',
  auth: 'user',
  permission: 'policy:write',
  versioned: true,
  body: scheduleChange,
  response: { status: 200, schema: scheduleResponse },
  errors: [],
  handler: ({ ctx, body, ifMatch }) => setRetrainingSchedule(ctx, body, ifMatch),
})

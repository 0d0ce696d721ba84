import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { getComparison } from './get-comparison'
import { listChallengers } from './list-challengers'
import { listSwapSet } from './list-swap-set'
import {
  canaryBody,
  canaryResponse,
  challengerListResponse,
  comparisonQuery,
  comparisonResponse,
  swapSetQuery,
  swapSetResponse,
} from './schema'
import { setCanary } from './set-canary'
import { stopCanary } from './stop-canary'

const TAG = 'Challengers'
const params = z.object({ id: uuid })

export const listChallengersOperation = defineOperation({
  id: 'listChallengers',
  method: 'GET',
  path: '/api/challengers',
  tag: TAG,
  summary: 'List the production model and its challengers',
  auth: 'user-or-key',
  permission: 'model:read',
  response: { status: 200, schema: challengerListResponse },
  errors: [],
  handler: ({ ctx }) => listChallengers(ctx),
})

export const getComparisonOperation = defineOperation({
  id: 'getComparison',
  method: 'GET',
  path: '/api/models/{id}/comparison',
  tag: TAG,
  summary: 'Compare a challenger with the production model on live traffic',
  description:
    'On the payments that both scored: agreement and money, precision and recall on mature labels with intervals, latency, ' +
    'what was not compared and why, and the run of the canary.',
  auth: 'user-or-key',
  permission: 'model:read',
  params,
  query: comparisonQuery,
  response: { status: 200, schema: comparisonResponse },
  errors: ['not-found'],
  handler: ({ ctx, params: { id }, query }) => getComparison(ctx, id, query),
})

export const listSwapSetOperation = defineOperation({
  id: 'listSwapSet',
  method: 'GET',
  path: '/api/models/{id}/swap-set',
  tag: TAG,
  summary: 'List the payments that a challenger decides otherwise, greatest amount first',
  auth: 'user-or-key',
  permission: 'model:read',
  params,
  query: swapSetQuery,
  response: { status: 200, schema: swapSetResponse },
  errors: ['not-found', 'invalid-cursor'],
  handler: ({ ctx, params: { id }, query }) => listSwapSet(ctx, id, query),
})

export const setCanaryOperation = defineOperation({
  id: 'setCanary',
  method: 'PUT',
  path: '/api/models/{id}/canary',
  tag: TAG,
  summary: 'Set the share of senders whose payments the canary decides',
  description:
    'The model must have the stage canary. The first call starts its run, with the limits beyond which a shift of the share of blocks, ' +
    'reviews or slow responses stops it. The limits stay once it has decided payments. While four eyes are on, a start, a larger ' +
    'share and wider limits need a change request of the kind `canary`.',
  auth: 'user-or-key',
  permission: 'policy:write',
  params,
  body: canaryBody,
  versioned: true,
  response: { status: 200, schema: canaryResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params: { id }, body, ifMatch }) => setCanary(ctx, id, body, ifMatch),
})

export const stopCanaryOperation = defineOperation({
  id: 'stopCanary',
  method: 'DELETE',
  path: '/api/models/{id}/canary',
  tag: TAG,
  summary: 'Stop the canary',
  description:
    'The production model decides all payments from the next score on. The model is a shadow again.',
  auth: 'user-or-key',
  permission: 'policy:write',
  params,
  response: { status: 200, schema: canaryResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params: { id } }) => stopCanary(ctx, id),
})

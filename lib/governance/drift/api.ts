import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { acknowledgeAlarm } from './acknowledge-alarm'
import { getDrift } from './get-drift'
import { acknowledgeBody, driftAlarmResponse, driftQuery, driftResponse } from './schema'

const TAG = 'Drift'

export const getDriftOperation = defineOperation({
  id: 'getDrift',
  method: 'GET',
  path: '/api/drift',
  tag: TAG,
  summary: 'Compare recent decisions with the baseline of a model',
  description:
    'Reads what the job has added up: all features of the model, score, outcomes, alarms, and performance before and after ' +
    'labels. docs/drift.md has the formulas.',
  auth: 'user-or-key',
  permission: 'model:read',
  query: driftQuery,
  response: { status: 200, schema: driftResponse },
  errors: ['no-production-model', 'model-unavailable', 'not-found'],
  handler: ({ ctx, query }) => getDrift(ctx, query),
})

export const acknowledgeDriftAlarmOperation = defineOperation({
  id: 'acknowledgeDriftAlarm',
  method: 'POST',
  path: '/api/drift/alarms/{id}/acknowledge',
  tag: TAG,
  summary: 'Acknowledge a drift alarm',
  description: 'The watch starts again: it learns a new reference from the days after the alarm.',
  auth: 'user',
  permission: 'policy:write',
  params: z.object({ id: uuid }),
  body: acknowledgeBody,
  response: { status: 200, schema: driftAlarmResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body }) => acknowledgeAlarm(ctx, params.id, body),
})

import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { defineOperation } from '@/lib/contract/operation'
import { getModelDetail, listModels } from './queries'
import { modelDetailResponse, modelListResponse } from './schema'

export const listModelsOperation = defineOperation({
  id: 'listModels',
  method: 'GET',
  path: '/api/models',
  tag: 'Models',
  summary: 'List registered models and the policy in force',
  auth: 'user-or-key',
  permission: 'model:read',
  response: { status: 200, schema: modelListResponse },
  errors: [],
  handler: ({ ctx }) => listModels(ctx),
})

export const getModelOperation = defineOperation({
  id: 'getModel',
  method: 'GET',
  path: '/api/models/{id}',
  tag: 'Models',
  summary: 'Read a registered model with the report of its evaluation',
  auth: 'user-or-key',
  permission: 'model:read',
  params: z.object({ id: uuid }),
  response: { status: 200, schema: modelDetailResponse },
  errors: ['not-found'],
  handler: ({ ctx, params }) => getModelDetail(ctx, params.id),
})

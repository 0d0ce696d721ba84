import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { defineOperation } from '@/lib/contract/operation'
import { AppError } from '@/lib/platform/errors'
import { deleteModel } from './delete-model'
import { listModelHistory } from './list-model-history'
import { getModelDetail, listModels } from './queries'
import {
  MAX_BUNDLE_BYTES,
  MAX_EVENTS,
  modelDetailResponse,
  modelHistoryResponse,
  modelListResponse,
  modelResponse,
  stageChangeBody,
} from './schema'
import { setStage } from './set-stage'
import { uploadModel } from './upload-model'

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

export const listModelHistoryOperation = defineOperation({
  id: 'listModelHistory',
  method: 'GET',
  path: '/api/models/{id}/history',
  tag: 'Models',
  summary: 'Read who changed a model, when and why',
  description: `The latest ${MAX_EVENTS} entries of the audit log about the model, newest first.`,
  auth: 'user-or-key',
  permission: 'model:read',
  params: z.object({ id: uuid }),
  response: { status: 200, schema: modelHistoryResponse },
  errors: ['not-found'],
  handler: async ({ ctx, params }) => ({ items: await listModelHistory(ctx, params.id) }),
})

export const changeModelStageOperation = defineOperation({
  id: 'changeModelStage',
  method: 'PATCH',
  path: '/api/models/{id}',
  tag: 'Models',
  summary: 'Move a model to another stage that is not production',
  description:
    'The order is registered, shadow, canary, production, archived. A challenger (shadow or canary) may step back or be ' +
    'archived, an archived model may be registered again. There are at most two challengers, one of them the canary. The ' +
    'bundle is verified before it becomes a challenger. Needs the version of the stage that was read, as `stage_version` or in If-Match.',
  auth: 'user',
  permission: 'policy:write',
  params: z.object({ id: uuid }),
  body: stageChangeBody,
  response: { status: 200, schema: modelResponse },
  errors: ['not-found', 'conflict', 'bundle-rejected'],
  versioned: true,
  handler({ ctx, params, body: { stage_version: version = null, ...change }, ifMatch }) {
    const expected = version ?? ifMatch
    if (expected !== null) return setStage(ctx, params.id, expected, change)
    throw new AppError('invalid-request', { errors: [{ field: 'stage_version', reason: 'is required' }] })
  },
})

export const deleteModelOperation = defineOperation({
  id: 'deleteModel',
  method: 'DELETE',
  path: '/api/models/{id}',
  tag: 'Models',
  summary: 'Delete the bundle of a model of your institution',
  description:
    'Of a registered or archived version that was uploaded, imported or trained, and that was never the canary or in production. Its files are ' +
    'deleted and count no more. What the version was stays: name, version, hash, and who deleted it when. Its name and version are ' +
    'not given to another bundle. 409 says what needs the version.',
  auth: 'user',
  permission: 'policy:write',
  params: z.object({ id: uuid }),
  response: { status: 200, schema: modelResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params }) => deleteModel(ctx, params.id),
})

export const uploadModelOperation = defineOperation({
  id: 'uploadModel',
  method: 'POST',
  path: '/api/models',
  tag: 'Models',
  summary: 'Store the bundle of a model for your institution and register it',
  description:
    'A ZIP archive with the files of one bundle, by themselves or in one folder: at most 64 files and 32 MiB, packed and ' +
    'unpacked, no file more than 200 times larger than its packed form, no links, no encryption. The bundle is verified ' +
    'before it is stored: hashes, results on its golden rows, contributions that sum to the margin. It does not score ' +
    'until its stage is changed. A bundle that is registered with the same contents is returned as it is.',
  auth: 'user',
  permission: 'policy:write',
  bodyMediaType: 'application/zip',
  bodyLimitBytes: MAX_BUNDLE_BYTES,
  response: { status: 201, schema: modelResponse },
  errors: ['invalid-archive', 'bundle-rejected', 'bundle-quota', 'conflict', 'overloaded'],
  idempotency: { excluded: 'a bundle with the same contents is stored once' },
  handler: ({ ctx, rawBody }) => uploadModel(ctx, rawBody),
})

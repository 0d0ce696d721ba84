import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { getModelReport, listModels } from './queries'
import { modelReport } from './report-schema'
import { MODEL_STAGES, type PolicyInForce, type RegisteredModel } from './schema'

const modelResponse = z.object({
  id: z.uuid(),
  name: z.string(),
  version: z.string(),
  stage: z.enum(MODEL_STAGES),
  manifest_sha256: z.string(),
  features: z.array(z.string()),
  metrics: z.record(z.string(), z.number()),
  created_at: z.string(),
  activated_at: z.string().nullable(),
})

const policyResponse = z.object({
  version: z.int(),
  review_threshold: z.number(),
  block_threshold: z.number(),
  medium_from: z.number(),
  high_from: z.number(),
})

const trainingResponse = z.object({
  run_id: z.string(),
  data_sha256: z.string(),
  rows: z.int(),
  frauds: z.int(),
  from: z.string(),
  to: z.string(),
})

const evaluationResponse = z.object({
  state: z
    .enum(['evaluated', 'not-evaluated', 'unreadable'])
    .describe('unreadable: the bundle on this server is absent or not the registered one; see reason'),
  reason: z.string().nullable(),
  report: modelReport
    .nullable()
    .describe('report.json of the bundle, format 1, with the names that it has there'),
})

export const listModelsOperation = defineOperation({
  id: 'listModels',
  method: 'GET',
  path: '/api/models',
  tag: 'Models',
  summary: 'List registered models and the policy in force',
  auth: 'user-or-key',
  permission: 'model:read',
  response: {
    status: 200,
    schema: z.object({ items: z.array(modelResponse), policy: policyResponse.nullable() }),
  },
  errors: [],
  async handler({ ctx }) {
    const { models, policy } = await listModels(ctx)
    return { items: models.map(presentModel), policy: policy && presentPolicy(policy) }
  },
})

export const getModelOperation = defineOperation({
  id: 'getModel',
  method: 'GET',
  path: '/api/models/{id}',
  tag: 'Models',
  summary: 'Read a registered model with the report of its evaluation',
  auth: 'user-or-key',
  permission: 'model:read',
  params: z.object({ id: z.uuid() }),
  response: {
    status: 200,
    schema: modelResponse.extend({ training: trainingResponse.nullable(), evaluation: evaluationResponse }),
  },
  errors: ['not-found'],
  async handler({ ctx, params }) {
    const { model, bundle } = await getModelReport(ctx, params.id)
    if (bundle.state === 'unreadable') {
      const reason = `${bundle.file}: ${bundle.reason}`
      return {
        ...presentModel(model),
        training: null,
        evaluation: { state: 'unreadable' as const, reason, report: null },
      }
    }
    const { runId, training, report } = bundle.documents
    const { dataSha256, rows, frauds, from, to } = training
    return {
      ...presentModel(model),
      training: { run_id: runId, data_sha256: dataSha256, rows, frauds, from, to },
      evaluation: {
        state: report ? ('evaluated' as const) : ('not-evaluated' as const),
        reason: null,
        report,
      },
    }
  },
})

const presentModel = (model: RegisteredModel): z.input<typeof modelResponse> => ({
  id: model.id,
  name: model.name,
  version: model.version,
  stage: model.stage,
  manifest_sha256: model.manifestSha256,
  features: model.featureNames,
  metrics: model.metrics,
  created_at: model.createdAt,
  activated_at: model.activatedAt,
})

const presentPolicy = (policy: PolicyInForce): z.input<typeof policyResponse> => ({
  version: policy.version,
  review_threshold: policy.reviewThreshold,
  block_threshold: policy.blockThreshold,
  medium_from: policy.mediumFrom,
  high_from: policy.highFrom,
})

import { z } from 'zod'
import { defineOperation } from '@/lib/http/operation'
import { listModels } from './list-models'

const modelAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  version: z.string(),
  stage: z.enum(['staging', 'production', 'archived']),
  manifest_sha256: z.string(),
  features: z.array(z.string()),
  metrics: z.record(z.string(), z.number()),
  created_at: z.string(),
  activated_at: z.string().nullable(),
})

const policyAnswer = z.object({
  version: z.int(),
  review_threshold: z.number(),
  block_threshold: z.number(),
  medium_from: z.number(),
  high_from: z.number(),
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
    schema: z.object({ items: z.array(modelAnswer), policy: policyAnswer.nullable() }),
  },
  errors: [],
  async handler({ ctx }) {
    const { models, policy } = await listModels(ctx)
    return {
      items: models.map((model) => ({
        id: model.id,
        name: model.name,
        version: model.version,
        stage: model.stage as z.input<typeof modelAnswer>['stage'],
        manifest_sha256: model.manifestSha256,
        features: model.featureNames,
        metrics: model.metrics as Record<string, number>,
        created_at: model.createdAt.toISOString(),
        activated_at: model.activatedAt?.toISOString() ?? null,
      })),
      policy: policy && {
        version: policy.version,
        review_threshold: policy.reviewThreshold,
        block_threshold: policy.blockThreshold,
        medium_from: policy.mediumFrom,
        high_from: policy.highFrom,
      },
    }
  },
})

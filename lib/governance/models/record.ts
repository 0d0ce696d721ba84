import type { Prisma } from '@/lib/platform/db'
import type { ModelStage, PolicyInForce, RegisteredModel } from './schema'

type ModelRow = Prisma.ModelVersionGetPayload<object>
type PolicyRow = Prisma.PolicyGetPayload<object>

export const toModel = (row: ModelRow): RegisteredModel => ({
  id: row.id,
  name: row.name,
  version: row.version,
  stage: row.stage as ModelStage,
  manifestSha256: row.manifestSha256,
  featureNames: row.featureNames,
  metrics: row.metrics as Record<string, number>,
  createdAt: row.createdAt.toISOString(),
  activatedAt: row.activatedAt?.toISOString() ?? null,
})

export const toPolicy = (row: PolicyRow): PolicyInForce => ({
  version: row.version,
  reviewThreshold: row.reviewThreshold,
  blockThreshold: row.blockThreshold,
  mediumFrom: row.mediumFrom,
  highFrom: row.highFrom,
  createdBy: row.createdBy,
})

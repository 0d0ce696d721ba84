import type { Prisma } from '@/lib/platform/db'
import type { ModelDetail, ModelPage, ModelStage, Policy, RegisteredModel } from './schema'

export const presentModel = (row: Prisma.ModelVersionGetPayload<object>): RegisteredModel => ({
  id: row.id,
  name: row.name,
  version: row.version,
  stage: row.stage as ModelStage,
  stage_version: row.stageVersion,
  origin: row.origin as RegisteredModel['origin'],
  manifest_sha256: row.manifestSha256,
  features: row.featureNames,
  metrics: row.metrics as Record<string, number>,
  created_at: row.createdAt.toISOString(),
  activated_at: row.activatedAt?.toISOString() ?? null,
  rolled_back_at: row.rolledBackAt?.toISOString() ?? null,
})

export const presentPolicy = (row: Prisma.PolicyGetPayload<object>): Policy => ({
  version: row.version,
  review_threshold: row.reviewThreshold,
  block_threshold: row.blockThreshold,
  medium_from: row.mediumFrom,
  high_from: row.highFrom,
})

/** A model with the training and the evaluation that its bundle documents. */
export function presentDetail({ model, bundle }: Pick<ModelPage, 'model' | 'bundle'>): ModelDetail {
  if (bundle.state === 'unreadable') {
    const reason = `${bundle.file}: ${bundle.reason}`
    return { ...model, training: null, evaluation: { state: 'unreadable', reason, report: null } }
  }
  const { runId, training, report } = bundle.documents
  const { dataSha256, rows, frauds, from, to } = training
  return {
    ...model,
    training: { run_id: runId, data_sha256: dataSha256, rows, frauds, from, to },
    evaluation: { state: report ? 'evaluated' : 'not-evaluated', reason: null, report },
  }
}

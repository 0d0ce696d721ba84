import type { Prisma } from '@/lib/platform/db'
import type { BundleDocuments, ModelDetail, ModelPage, ModelStage, Policy, RegisteredModel } from './schema'

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
  deleted_at: row.deletedAt?.toISOString() ?? null,
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
    return {
      ...model,
      training: null,
      imported: null,
      evaluation: { state: 'unreadable', reason, report: null },
    }
  }
  const { report } = bundle.documents
  return {
    ...model,
    training: presentTraining(bundle.documents),
    imported: presentImport(bundle.documents),
    evaluation: { state: report ? 'evaluated' : 'not-evaluated', reason: null, report },
  }
}

function presentTraining({ runId, training }: BundleDocuments): ModelDetail['training'] {
  if (!training) return null
  const { dataSha256, rows, frauds, from, to } = training
  return { run_id: runId, data_sha256: dataSha256, rows, frauds, from, to }
}

function presentImport({ imported }: BundleDocuments): ModelDetail['imported'] {
  if (!imported) return null
  const { library, libraryVersion, booster, objective, fileSha256, history, reference } = imported
  return {
    library,
    library_version: libraryVersion,
    booster,
    objective,
    file_sha256: fileSha256,
    calibration_rows: history?.rows ?? null,
    calibration_frauds: history?.frauds ?? null,
    reference_rows: reference.rows,
    reference_leaf_share: reference.leafShare,
    margin_difference: reference.margin,
    contribution_difference: reference.contribution,
    float32_rows: reference.float32Rows ?? null,
  }
}

/** Registered models and the documents of their bundles; safe to import in the browser. Times are ISO 8601, UTC. */
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import type { BaselineHistograms, ThresholdCurves } from './curves-schema'
import { modelReport, type ModelReport } from './report-schema'
import { DIRECT_STAGES, MODEL_STAGES } from './stages'

export type { BaselineHistograms, ThresholdCurves } from './curves-schema'
export type { Estimate, ModelReport } from './report-schema'

export {
  DIRECT_STAGES,
  type DirectStage,
  directSteps,
  isChallenger,
  isDeletable,
  isStep,
  MAX_CHALLENGERS,
  MODEL_STAGES,
  type ModelStage,
} from './stages'

export const modelResponse = z.object({
  id: uuid,
  name: z.string(),
  version: z.string(),
  stage: z.enum(MODEL_STAGES),
  stage_version: z.int().describe('grows with each change of the stage'),
  origin: z
    .enum(['shipped', 'institution'])
    .describe(
      'shipped: part of this installation; institution: uploaded or trained, stored for your institution only',
    ),
  manifest_sha256: z.string(),
  features: z.array(z.string()),
  metrics: z.record(z.string(), z.number()),
  created_at: z.string(),
  activated_at: z.string().nullable(),
  rolled_back_at: z.string().nullable().describe('when a rollback took it out of production'),
  deleted_at: z.string().nullable().describe('when its bundle was deleted'),
})
export type RegisteredModel = z.infer<typeof modelResponse>

/** A bundle of an institution: the sum of its files, and how many. */
export const MAX_BUNDLE_BYTES = 32 * 1024 ** 2
export const MAX_BUNDLE_FILES = 64

/** Body of PATCH /api/models/{id}. */
export const stageChangeBody = z.strictObject({
  stage_version: z.int().min(1).optional().describe('as it was read; alternatively in If-Match'),
  stage: z.enum(DIRECT_STAGES).describe('production is reached by a change request'),
  reason: z.string().trim().min(1).max(500).optional().describe('for the audit log'),
})
export type StageChange = Omit<z.output<typeof stageChangeBody>, 'stage_version'>

/** The thresholds that decide for the tenant now; scores from them on. */
export const policyResponse = z.object({
  version: z.int(),
  review_threshold: z.number(),
  block_threshold: z.number(),
  medium_from: z.number(),
  high_from: z.number(),
})
export type Policy = z.infer<typeof policyResponse>

/** The thresholds of a policy, as `policies` names them. */
export interface ProductionThresholds {
  reviewThreshold: number
  blockThreshold: number
  mediumFrom: number
  highFrom: number
}

/** What a promotion or a rollback has done. */
export interface ModelReplacement {
  model: RegisteredModel
  policy: Policy
  /** The model that was in production before. */
  replaced_id: string | null
}

export const modelListResponse = z.object({
  items: z.array(modelResponse),
  policy: policyResponse.nullable(),
})
export type ModelList = z.infer<typeof modelListResponse>

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

const importResponse = z.object({
  library: z.string(),
  library_version: z.string(),
  booster: z.string(),
  objective: z.string(),
  file_sha256: z.string(),
  calibration_rows: z.int().nullable().describe("null: the probability is the library's own"),
  calibration_frauds: z.int().nullable(),
  reference_rows: z.int(),
  reference_leaf_share: z.number().describe('share of the leaves that a reference row reaches'),
  margin_difference: z.number().describe("largest difference from the library's own results; log-odds"),
  contribution_difference: z.number(),
  float32_rows: z
    .int()
    .nullable()
    .describe(
      'rows whose margin is bit for bit the float32 sum of the imported trees, as XGBoost adds them: a difference beyond 1e-5 is ' +
        'accepted in these rows only; null: none beyond 1e-5 is accepted',
    ),
})

export const modelDetailResponse = modelResponse.extend({
  training: trainingResponse.nullable().describe('null of an imported model and of an unreadable bundle'),
  imported: importResponse.nullable(),
  evaluation: evaluationResponse,
})
export type ModelDetail = z.infer<typeof modelDetailResponse>

export interface Slice {
  name: string
  from: string
  to: string
  rows: number
  frauds: number
}

/** What the bundle says about itself, every file verified by its hash. */
export interface BundleDocuments {
  runId: string
  createdAt: string
  /** Recommended by the training; the policy in force may differ. */
  thresholds: { review: number; block: number; mediumFrom: number; highFrom: number }
  /** Null for an imported model: its training data is not known here. */
  training: {
    dataSha256: string
    mappingSha256: string | null
    rows: number
    frauds: number
    from: string
    to: string
    codeVersion: string
  } | null
  /** Where an imported model comes from, and how far it is from its library. */
  imported: {
    library: string
    libraryVersion: string
    booster: string
    objective: string
    fileSha256: string
    /** Null: the probability is the library's own. */
    history: { rows: number; frauds: number; from: string; to: string } | null
    reference: {
      rows: number
      leafShare: number
      margin: number
      contribution: number
      float32Rows?: number | undefined
    }
  } | null
  /** Null for bundles of before slices were recorded. */
  slices: Slice[] | null
  /** File name -> SHA-256 (hex). */
  files: Record<string, string>
  /** Null before the evaluation. */
  report: ModelReport | null
  curves: ThresholdCurves | null
  baseline: BaselineHistograms | null
  /** The model card, Markdown. */
  card: string | null
}

/** The documents, or which file of the bundle stands in the way and why. */
export type BundleReading =
  | { state: 'read'; documents: BundleDocuments }
  | { state: 'unreadable'; file: string; reason: string }

/** What a list shows of a bundle. */
export interface BundleSummary {
  training: BundleDocuments['training']
  imported: BundleDocuments['imported']
  /** Null before the evaluation. */
  headline: Pick<ModelReport['headline'], 'prAuc' | 'ece'> | null
}

export interface ModelOverview {
  model: RegisteredModel
  bundle: { state: 'read'; summary: BundleSummary } | Extract<BundleReading, { state: 'unreadable' }>
}

/** The models of a tenant for their page. */
export interface ModelsPage {
  overviews: ModelOverview[]
  /** Set while the bundle of the production model fails its proof on this server. Models by name and version. */
  substitution: { failed: string; in_force: string; file: string; reason: string; since: string } | null
}

export interface ModelPage {
  model: RegisteredModel
  bundle: BundleReading
  policy: Policy | null
}

/** How many entries of its history a model shows. */
export const MAX_EVENTS = 50

export const modelHistoryResponse = z.object({
  items: z.array(
    z.object({
      seq: z.string().describe('the row of the audit log'),
      at: z.string(),
      actor: z.string().describe('the name of the user, or Sentinel'),
      text: z.string().describe('what the actor did, such as "moved it from shadow to canary"'),
      reason: z.string().nullable(),
    }),
  ),
})
export type ModelEvent = z.infer<typeof modelHistoryResponse>['items'][number]

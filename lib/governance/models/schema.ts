/** Registered models and the documents of their bundles; safe to import in the browser. Times are ISO 8601, UTC. */
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import type { BaselineHistograms, ThresholdCurves } from './curves-schema'
import { modelReport, type ModelReport } from './report-schema'

export type { BaselineHistograms, ThresholdCurves } from './curves-schema'
export type { Estimate, ModelReport } from './report-schema'

export const MODEL_STAGES = ['staging', 'production', 'archived'] as const
export type ModelStage = (typeof MODEL_STAGES)[number]

export const modelResponse = z.object({
  id: uuid,
  name: z.string(),
  version: z.string(),
  stage: z.enum(MODEL_STAGES),
  manifest_sha256: z.string(),
  features: z.array(z.string()),
  metrics: z.record(z.string(), z.number()),
  created_at: z.string(),
  activated_at: z.string().nullable(),
})
export type RegisteredModel = z.infer<typeof modelResponse>

/** The thresholds that decide for the tenant now; scores from them on. */
export const policyResponse = z.object({
  version: z.int(),
  review_threshold: z.number(),
  block_threshold: z.number(),
  medium_from: z.number(),
  high_from: z.number(),
})
export type Policy = z.infer<typeof policyResponse>

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

export const modelDetailResponse = modelResponse.extend({
  training: trainingResponse.nullable(),
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
  training: {
    dataSha256: string
    mappingSha256: string | null
    rows: number
    frauds: number
    from: string
    to: string
    codeVersion: string
  }
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
  { state: 'read'; documents: BundleDocuments } | { state: 'unreadable'; file: string; reason: string }

export interface ModelOverview {
  model: RegisteredModel
  bundle: BundleReading
}

export interface ModelPage extends ModelOverview {
  policy: Policy | null
}

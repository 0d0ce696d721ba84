import type { BaselineHistograms, ThresholdCurves } from './curves-schema'
import type { ModelReport } from './report-schema'

/** Browser-safe shapes of registered models and of what their bundles tell. Times are ISO 8601, UTC. */
export type { BaselineHistograms, ThresholdCurves } from './curves-schema'
export type { Estimate, ModelReport } from './report-schema'

export const MODEL_STAGES = ['staging', 'production', 'archived'] as const
export type ModelStage = (typeof MODEL_STAGES)[number]

export interface RegisteredModel {
  id: string
  name: string
  version: string
  stage: ModelStage
  /** SHA-256 (hex) of the manifest that was registered; it names every other file with its hash. */
  manifestSha256: string
  /** In model order. */
  featureNames: string[]
  metrics: Record<string, number>
  createdAt: string
  activatedAt: string | null
}

/** The thresholds that decide for the tenant now; scores from them on. */
export interface PolicyInForce {
  version: number
  reviewThreshold: number
  blockThreshold: number
  mediumFrom: number
  highFrom: number
  /** Null where the system set it. */
  createdBy: string | null
}

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
  /** Null where nobody has run the evaluation. */
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

export interface ModelDetail extends ModelOverview {
  policy: PolicyInForce | null
}

/** A loaded and verified model. Rows are row-major Float32Array [n x featureCount]; NaN is missing. */
export interface Model {
  name: string
  version: string
  manifest: BundleManifest
  manifestSha256: string
  featureNames: readonly string[]
  /** Expected margin over the training data; the margin is this value plus the contributions. Log-odds. */
  baseValue: number
  /** Margins (log-odds) of n rows, by ONNX Runtime. */
  predictMargins(rows: Float32Array, n: number): Promise<Float64Array>
  /** Exact path-dependent SHAP contributions, row-major [n x featureCount], log-odds. */
  explain(rows: Float32Array, n: number): Float64Array
  /** Calibrated probability of a margin; strictly increasing. */
  calibrate(margin: number): number
}

/** Kinds of functions from margin to probability: see calibration.ts. */
export const CALIBRATION_KINDS = ['logistic', 'beta', 'monotone-curve'] as const
export type CalibrationKind = (typeof CALIBRATION_KINDS)[number]

export interface RecommendedThresholds {
  review: number
  block: number
  mediumFrom: number
  highFrom: number
}

/** One part of the training data, ISO 8601 times. */
export interface TrainingSlice {
  name: string
  from: string
  to: string
  rows: number
  frauds: number
}

/** The costs that determined the thresholds, in major units: of a review, and of a missed fraud (its amount or fixed). */
export interface CostModel {
  perReview: number
  missed: 'amount' | number
}

/** Labelled decisions that calibrated a model, ISO 8601 times. */
export interface CalibrationHistory {
  rows: number
  frauds: number
  from: string
  to: string
  /** Days that labels had to arrive; absent in older bundles, whose labels had 30. */
  labelDelayDays?: number
}

/** Largest differences from the library on reference rows, log-odds / slope of the library. */
export interface ReferenceProof {
  rows: number
  /** Share of all leaves that a reference row reaches. */
  leafShare: number
  margin: number
  contribution: number
  baseValue: number
  /**
   * Rows whose margin is, bit for bit, the float32 sum of the imported trees. Of XGBoost, which adds in float32; absent in
   * older bundles, whose margins all differ by at most 1e-5.
   */
  float32Rows?: number | undefined
}

/** Where an imported model comes from. */
export interface ImportOrigin {
  library: 'LightGBM' | 'XGBoost'
  libraryVersion: string
  booster: string
  objective: string
  fileSha256: string
  /** Null: the probability is the library's own. */
  history: CalibrationHistory | null
  reference: ReferenceProof & { sha256: string }
}

/** ml/models/<name>/<version>/manifest.json: describes the bundle and holds what verifies it. */
export interface BundleManifest {
  format: 1
  name: string
  version: string
  createdAt: string
  runId: string
  objective: 'binary'
  /** In model order. */
  features: string[]
  baseValue: number
  thresholds: RecommendedThresholds
  /** Absent for an imported model: its training data is not known here. */
  training?: {
    dataSha256: string
    /** Hash of the file that maps columns to fields; absent for data without a mapping. */
    mappingSha256?: string | null
    rows: number
    frauds: number
    from: string
    to: string
    codeVersion: string
  }
  /** Only of an imported model. */
  imported?: ImportOrigin
  /** The parts of the training data, in order of time. Absent in older bundles. */
  slices?: TrainingSlice[]
  calibrationKind?: CalibrationKind
  costs?: CostModel
  metrics: Record<string, number>
  /** File name to SHA-256 (hex), for every other file of the bundle. */
  files: Record<string, string>
}

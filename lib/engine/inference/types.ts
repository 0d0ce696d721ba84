/** A model in memory, proven and ready. Rows are row-major Float32Array [n x featureCount]; NaN is missing. */
export interface Model {
  name: string
  version: string
  manifest: BundleManifest
  manifestSha256: string
  featureNames: readonly string[]
  /** Expected margin over the training data; contributions start from here. Log-odds. */
  baseValue: number
  /** Margins (log-odds) of n rows, by ONNX Runtime. */
  predictMargins(rows: Float32Array, n: number): Promise<Float64Array>
  /** Exact path-dependent SHAP contributions, row-major [n x featureCount], log-odds. */
  explain(rows: Float32Array, n: number): Float64Array
  /** Calibrated probability of a margin; strictly increasing. */
  calibrate(margin: number): number
}

/** How a margin becomes a probability: see calibration.ts. */
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

/** What the thresholds were chosen by, in major units: a review, and a missed fraud (its amount, or a fixed cost). */
export interface CostModel {
  perReview: number
  missed: 'amount' | number
}

/** ml/models/<name>/<version>/manifest.json: what the bundle is and how to prove it. */
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
  training: {
    dataSha256: string
    /** Of the file that told which column is which; absent where the data needed none. */
    mappingSha256?: string | null
    rows: number
    frauds: number
    from: string
    to: string
    codeVersion: string
  }
  /** What each part of the training data was used for, in order of time. Absent in older bundles. */
  slices?: TrainingSlice[]
  calibrationKind?: CalibrationKind
  costs?: CostModel
  metrics: Record<string, number>
  /** File name -> SHA-256 (hex) of every other file of the bundle. */
  files: Record<string, string>
}

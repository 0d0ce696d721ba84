import { authorize, type Context } from '@/lib/contract/context'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { prepareImport, type PreparedImport, writeImportedBundle } from '@/lib/engine/inference'
import { storeBundle } from '@/lib/governance/models'
import { calibrateOnHistory, type HistoryCalibration } from './calibrate-on-history'

export interface ImportInput {
  name: string
  version: string
  /** LightGBM text, XGBoost JSON or UBJSON. */
  file: Buffer
  /** Rows with the library's raw margins and contributions, JSON or CSV. */
  reference: Buffer
  /** The features in model order, where the file does not name them as the catalogue does. */
  features: readonly string[] | null
  /** Keeps the library's own probability, with these thresholds; null calibrates on the tenant's history. */
  uncalibrated: { review: number; block: number } | null
}

/**
 * Makes a bundle of a model file, proves it against the library's own results, and stores it for the tenant, registered and
 * without effect on scores.
 * @throws ModelImportError for what cannot be exact, a failed proof, or too little history to calibrate on
 */
export async function importModel(ctx: Context, input: ImportInput) {
  authorize(ctx, 'policy:write')
  const prepared = await prepareImport(input.file, input.features, FEATURE_NAMES)
  const calibrated = input.uncalibrated
    ? keepProbability(prepared, input.uncalibrated)
    : await calibrateOnHistory(ctx, prepared)
  const { files, model } = await writeImportedBundle(prepared, input.reference, {
    name: input.name,
    version: input.version,
    createdAt: ctx.at ?? new Date(),
    ...calibrated,
  })
  const stored = await storeBundle(ctx, files)
  return { ...stored, manifest: model.manifest }
}

function keepProbability(
  { source }: PreparedImport,
  { review, block }: { review: number; block: number },
): HistoryCalibration {
  return {
    calibration: { kind: 'logistic', slope: source.slope, intercept: 0 },
    history: null,
    baseline: null,
    thresholds: { review, block, mediumFrom: review, highFrom: block },
    metrics: {},
  }
}

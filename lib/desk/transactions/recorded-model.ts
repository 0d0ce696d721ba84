import { FEATURE_NAMES } from '@/lib/engine/features'
import { getModel, isBundleError, type Model } from '@/lib/engine/inference'

/** The registered bundle that made a prediction. */
export interface RecordedVersion {
  name: string
  version: string
  manifestSha256: string
}

/** The verified model that made a prediction; null where its bundle is missing, damaged or replaced. */
export async function recordedModel(recorded: RecordedVersion): Promise<Model | null> {
  try {
    const model = await getModel(recorded.name, recorded.version, { knownFeatures: FEATURE_NAMES })
    return model.manifestSha256 === recorded.manifestSha256 ? model : null
  } catch (error) {
    if (isBundleError(error)) return null
    throw error
  }
}

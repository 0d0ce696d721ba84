import { FEATURE_NAMES } from '@/lib/engine/features'
import { BundleError, getModel, type Model } from '@/lib/engine/inference'

/** Which bundle made a prediction, as registered. */
export interface RecordedVersion {
  name: string
  version: string
  manifestSha256: string
}

/** The proven model that made a prediction; null where its bundle is gone, spoilt, or another one by now. */
export async function recordedModel(recorded: RecordedVersion): Promise<Model | null> {
  try {
    const model = await getModel(recorded.name, recorded.version, { knownFeatures: FEATURE_NAMES })
    return model.manifestSha256 === recorded.manifestSha256 ? model : null
  } catch (error) {
    if (error instanceof BundleError) return null
    throw error
  }
}

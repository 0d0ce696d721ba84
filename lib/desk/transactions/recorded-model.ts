import { isBundleError, type Model } from '@/lib/engine/inference'
import { type BundleVersion, modelOf } from '@/lib/scoring/bundles'

/** The verified model that made a prediction; null where its bundle is missing, damaged or replaced. */
export async function recordedModel(tenantId: string, recorded: BundleVersion): Promise<Model | null> {
  try {
    const model = await modelOf(tenantId, recorded)
    return model.manifestSha256 === recorded.manifestSha256 ? model : null
  } catch (error) {
    if (isBundleError(error)) return null
    throw error
  }
}

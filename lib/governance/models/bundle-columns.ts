import type { Model, ProvenBundle } from '@/lib/engine/inference'
import type { ProductionThresholds } from './schema'

/** What `model_versions` keeps of a proven bundle, whatever its stage. */
export const bundleColumns = ({ name, version, manifestSha256, featureNames, manifest }: ProvenBundle) => ({
  name,
  version,
  manifestSha256,
  featureNames: [...featureNames],
  metrics: manifest.metrics,
})

/** The thresholds that the training chose for the model. */
export function recommendedThresholds({ manifest }: Pick<Model, 'manifest'>): ProductionThresholds {
  const { review, block, mediumFrom, highFrom } = manifest.thresholds
  return { reviewThreshold: review, blockThreshold: block, mediumFrom, highFrom }
}

import type { Model } from '@/lib/engine/inference'

/** What `model_versions` keeps of a proven bundle, whatever its stage. */
export const bundleColumns = ({ name, version, manifestSha256, featureNames, manifest }: Model) => ({
  name,
  version,
  manifestSha256,
  featureNames: [...featureNames],
  metrics: manifest.metrics,
})

import type { Model } from './types'

/** What a verified model says about itself; unlike the model, it can be sent from one process to another. */
export type ProvenBundle = Pick<Model, 'name' | 'version' | 'manifestSha256' | 'featureNames' | 'manifest'>

export const provenBundle = ({
  name,
  version,
  manifestSha256,
  featureNames,
  manifest,
}: Model): ProvenBundle => ({ name, version, manifestSha256, featureNames, manifest })

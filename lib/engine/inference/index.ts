/** Inference: loads and verifies model bundles, predicts and explains. Server only. */
export { type BundleSource, directorySource, MANIFEST, memorySource, parseJson, sha256 } from './bundle'
export { BundleError, isBundleError } from './bundle-error'
export { loadModel, type LoadOptions } from './load-model'
export {
  getModel,
  loadedModel,
  modelsDir,
  type RegistryOptions,
  shippedBundle,
  warmModels,
} from './model-registry'
export { openBundle, type OpenBundle } from './open-bundle'
export type { BundleManifest, Model, RecommendedThresholds } from './types'

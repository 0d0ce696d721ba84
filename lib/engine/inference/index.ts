/** Inference: loads and verifies model bundles, predicts and explains. Server only. */
export { parseJson } from './bundle'
export { BundleError, isBundleError } from './bundle-error'
export { loadModel, type LoadOptions } from './load-model'
export { getModel, loadedModel, modelsDir, type RegistryOptions, warmModels } from './model-registry'
export { openBundle, type OpenBundle } from './open-bundle'
export type { BundleManifest, Model, RecommendedThresholds } from './types'

/** The door to inference: proven models and the shapes they speak. Server only. */
export { BundleError } from './bundle-error'
export { loadModel, type LoadOptions } from './load-model'
export { getModel, modelsDir, type RegistryOptions, warmModels } from './model-registry'
export type { BundleManifest, Model, RecommendedThresholds } from './types'

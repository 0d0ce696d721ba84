/** Inference: loads and verifies model bundles, predicts and explains. Server only. */
export { type BundleSource, directorySource, MANIFEST, memorySource, parseJson, sha256 } from './bundle'
export { BundleError, isBundleError } from './bundle-error'
export { calibrator } from './calibration'
export { baselineOf } from './import/baseline'
export type { FeatureNaming } from './import/check-features'
export { fitLogistic } from './import/fit-logistic'
export { isModelImportError, ModelImportError } from './import/import-error'
export { prepareImport, type PreparedImport } from './import/prepare-import'
export { recommendThresholds } from './import/recommend-thresholds'
export { type ImportChoices, writeImportedBundle } from './import/write-bundle'
export { loadModel, type LoadOptions } from './load-model'
export { MODEL_NAME, MODEL_VERSION } from './manifest'
export {
  getModel,
  loadedModel,
  modelsDir,
  type RegistryOptions,
  shippedBundle,
  warmModels,
} from './model-registry'
export { openBundle, type OpenBundle } from './open-bundle'
export { type ProvenBundle, provenBundle } from './proven-bundle'
export type { BundleManifest, Model, RecommendedThresholds } from './types'

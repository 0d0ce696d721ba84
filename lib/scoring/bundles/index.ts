/** Bundles of registered versions: where their files are, their models in memory, which one is in force. Server only. */
export {
  allSubstitutions,
  loadActiveModels,
  loadInForce,
  modelInForce,
  type RegisteredVersion,
  type Substitution,
  substitutionOf,
} from './in-force'
export { bundleOf, KNOWN, loadedModelOf, modelOf } from './models'
export { insertBundleFiles } from './stored-files'
export { type BundleVersion } from './version'

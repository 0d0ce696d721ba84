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
export { bundleOf, forgetDeletedModels, KNOWN, loadedModelOf, modelOf } from './models'
export { deleteBundleFiles, insertBundleFiles } from './stored-files'
export { type BundleVersion } from './version'

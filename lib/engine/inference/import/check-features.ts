import { isMetadataFeature, MAX_METADATA_FEATURES } from '@/lib/engine/features'
import { ModelImportError } from './import-error'
import type { ImportedModel } from './imported-model'

const NAMED = 5

/** All features in model order, or the product's name for each name of the file that differs; null keeps the file's. */
export type FeatureNaming = readonly string[] | ReadonlyMap<string, string> | null

/**
 * The features of the bundle in model order. Each is in the catalogue or a field of the metadata.
 * @throws ModelImportError when a name is unknown here, appears twice, or the number does not fit the model
 */
export function checkFeatures(
  model: ImportedModel,
  naming: FeatureNaming,
  known: readonly string[],
): readonly string[] {
  const names = namesOf(model, naming)
  if (names.length !== model.featureCount) {
    throw new ModelImportError(`${names.length} feature names for ${model.featureCount} columns`)
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new ModelImportError(`the feature ${twice} is named twice`)
  const fields = names.filter(isMetadataFeature)
  if (fields.length > MAX_METADATA_FEATURES) {
    throw new ModelImportError(
      `${fields.length} features are fields of the metadata; up to ${MAX_METADATA_FEATURES} are accepted`,
    )
  }
  const unknown = names.filter((name) => !known.includes(name) && !isMetadataFeature(name))
  if (unknown.length === 0) return names
  const others = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : ''
  throw new ModelImportError(
    `not in the feature catalogue: ${unknown.slice(0, NAMED).join(', ')}${others}; docs/features.md lists it. ` +
      'A number of the metadata is metadata.<key>',
  )
}

function namesOf({ featureNames, featureCount }: ImportedModel, naming: FeatureNaming): readonly string[] {
  if (naming !== null && !('get' in naming)) return naming
  if (!featureNames) {
    throw new ModelImportError(
      `the file names no features; name its ${featureCount} columns in order with --features`,
    )
  }
  const absent = [...(naming?.keys() ?? [])].find((name) => !featureNames.includes(name))
  if (absent !== undefined) throw new ModelImportError(`the mapping names ${absent}, the model does not`)
  return featureNames.map((name) => naming?.get(name) ?? name)
}
